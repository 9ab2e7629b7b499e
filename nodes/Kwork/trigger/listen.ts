import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import type { Clock } from '../../../lib/time';
import { toActivationError } from '../../shared/errors';
import { loadLib } from '../../shared/lib';
import { ParameterValueError } from '../../shared/parameters';
import { TriggerAccount } from './account';
import { Listener } from './listener';
import { readSettings, type TriggerSettings } from './parameters';

/** Starts listening; in a manual test for one event, with nothing remembered. */
export async function listen(
	this: ITriggerFunctions,
	testClock?: Clock,
): Promise<ITriggerResponse> {
	const manual = this.getMode() === 'manual';
	const settings = settingsOf(this);
	const lib = await loadLib();
	const clock = testClock ?? lib.systemClock;
	const open = async () => {
		const account = await TriggerAccount.open(this, clock);
		const listener = new Listener(this, lib, settings, account, clock);
		try {
			await listener.start();
			return listener;
		} catch (error) {
			await listener.close();
			throw toActivationError(this.getNode(), error);
		}
	};
	if (!manual) {
		const listener = await open();
		return { closeFunction: async () => await listener.close() };
	}
	let opening: Promise<Listener> | undefined;
	return {
		manualTriggerFunction: async () => {
			opening = open();
			await opening;
		},
		// The user may stop the test while it still begins.
		closeFunction: async () => await (await opening?.catch(() => undefined))?.close(),
	};
}

function settingsOf(context: ITriggerFunctions): TriggerSettings {
	try {
		const settings = readSettings((name, fallback, options) =>
			context.getNodeParameter(name, fallback, options),
		);
		if (settings.events.length > 0) return settings;
		throw new ParameterValueError(
			'"Events" is empty',
			'Choose at least one event, e.g. New Message.',
		);
	} catch (error) {
		throw toActivationError(context.getNode(), error);
	}
}
