import { defineOperation } from '../../../shared/operation';
import { collection, flag, number } from '../../../shared/parameters';
import { inRange, leadField, type Desk } from '../../parameters';

export const estimateDuration = defineOperation<Desk>()({
	value: 'estimateDuration',
	name: 'Estimate Duration',
	action: 'Estimate the duration',
	description: 'Hours and days that a lead is likely to take, based on its complexity. One item.',
	effect: 'read',
	parameters: {
		lead: leadField(),
		options: collection(
			{ displayName: 'Options' },
			{
				baseHours: number({
					displayName: 'Base Hours',
					default: 2,
					description: 'For the simplest task',
				}),
				hoursPerPoint: number({ displayName: 'Hours per Point of Complexity', default: 4 }),
				hoursPerDay: number({
					displayName: 'Hours per Day',
					default: 5,
					typeOptions: { minValue: 1, maxValue: 24 },
				}),
				bufferPercent: number({ displayName: 'Buffer (%)', default: 30 }),
				kworkDays: flag({
					displayName: 'Only Days Kwork Accepts',
					default: true,
					description: 'Whether to round up to a number of days that Kwork accepts in an offer',
				}),
			},
		),
	},
	async execute({ client, params: { lead, options } }) {
		const record = client.readLead(lead);
		const { bufferPercent, kworkDays = record.source === 'kwork', ...rest } = options;
		inRange([
			['Base Hours', rest.baseHours, 0, 100_000],
			['Hours per Point of Complexity', rest.hoursPerPoint, 0, 100_000],
			['Hours per Day', rest.hoursPerDay, 0.1, 24],
			['Buffer (%)', bufferPercent, 0, 10_000],
		]);
		const duration = client.estimateDuration(record, {
			...rest,
			bufferShare: bufferPercent === undefined ? undefined : bufferPercent / 100,
			allowedDays: kworkDays ? client.KWORK_DAYS : undefined,
		});
		return { ...record, duration };
	},
});
