import { defineOperation } from '../../../shared/operation';
import { text } from '../../../shared/parameters';
import type { Desk } from '../../parameters';
import { stepSource, withSteps } from './steps';

export const chart = defineOperation<Desk>()({
	value: 'chart',
	name: 'Chart',
	action: 'Draw the funnel',
	description:
		'Draws the funnel as an SVG picture in binary data; of event rows, all input items together, or of what is remembered. One item.',
	effect: 'read',
	once: true,
	parameters: { ...stepSource, title: text({ displayName: 'Title', default: 'Funnel' }) },
	async execute(call) {
		const { client, params, files } = call;
		return await withSteps(call, async (steps) => {
			const row = client.funnelReport(steps, 'none')[0] ?? client.emptyFunnel();
			const svg = await client.funnelChart(row, params.title);
			return await files.write(Buffer.from(svg), 'funnel.svg', 'image/svg+xml');
		});
	},
});
