import type { INodeExecutionData } from 'n8n-workflow';
import type { Application, ChatMessage } from '../../../lib/avito';
import { hostFeeds } from '../../shared/events/hostFeeds';
import { inboxOf, TriggerAccount } from './account';
import { eventItem } from './items';
import { readSettings, sourceOptions } from './parameters';
import { secretsOf } from './subscription';

const MINUTE_MS = 60_000;
/** An application to a vacancy with a chatbot appears up to an hour after its time (avito.md 3.6). */
const LATE_APPLICATION_MS = 70 * MINUTE_MS;

/** The Avito Trigger: a feed for each kind of event, for which webhooks are hints. */
export const listen = hostFeeds({
	title: 'Avito Trigger',
	settings: readSettings,
	open: TriggerAccount.open,
	// A run that nobody waits for holds up the next event of its chat so long, and a burst.
	patienceMs: MINUTE_MS,
	feeds({ account, clock, lib, settings: { output, options } }) {
		const api = () => account.api;
		const { messages, applications } = sourceOptions(options);
		const sweepMs = Math.max(1, options.catchUpMinutes ?? 5) * MINUTE_MS;
		return {
			newMessage: {
				what: 'reading of messages',
				isMessage: true,
				source: new lib.MessageFeedSource(api, messages),
				item: (message: ChatMessage) => eventItem(lib, 'message', message, output),
				settings: { overlapMs: MINUTE_MS, sweepMs, parallel: 20 },
			},
			newApplication: {
				what: 'reading of applications',
				source: new lib.ApplicationFeedSource(api, clock, applications),
				item: (application: Application) => eventItem(lib, 'application', application, output),
				settings: { overlapMs: LATE_APPLICATION_MS, sweepMs, parallel: 20 },
			},
		};
	},
	async hints({ feeds }, { context, lib }) {
		const { inbox } = inboxOf(context, lib);
		inbox.secrets = await secretsOf(context);
		inbox.receive = (hint) => {
			if (hint.kind === 'message') feeds.newMessage?.hint(hint.chatId);
			if (hint.kind === 'application') feeds.newApplication?.hint(hint.applicationId);
		};
		return () => {
			inbox.receive = undefined;
			inbox.secrets = undefined;
		};
	},
	/** Hands on the event that the webhook brought. */
	test: (context, lib) => ({
		async manualTriggerFunction() {
			const { inbox } = inboxOf(context, lib);
			const item = inbox.test as INodeExecutionData | undefined;
			inbox.test = undefined;
			if (item) context.emit([[item]]);
		},
		closeFunction: async () => {},
	}),
});
