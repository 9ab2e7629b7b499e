/** The library that the nodes use, for code outside n8n. docs/library.md describes it. */
export { AccountRegistry, accounts } from './accounts';
export { ServiceError } from './errors';
export {
	createKworkHttp,
	KworkClient,
	ORDER_STATUS,
	plainText,
	sameText,
	vaultTokenStore,
} from './kwork';
export { SendLedger, SendingRefusedError } from './ledger';
export { SessionVault } from './session';
