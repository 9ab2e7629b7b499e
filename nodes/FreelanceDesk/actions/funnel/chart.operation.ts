import { defineOperation } from '../../../shared/operation';
import { text } from '../../../shared/parameters';
import { readEach, type Desk } from '../../parameters';

export const chart = defineOperation<Desk>()({
	value: 'chart',
	name: 'Chart',
	action: 'Draw the funnel',
	description:
		'Draws the funnel as an SVG picture in binary data; all input items are event rows. One item.',
	effect: 'read',
	once: true,
	parameters: { title: text({ displayName: 'Title', default: 'Funnel' }) },
	async execute({ client, params: { title }, items, files }) {
		const { values, finish } = readEach(items, client.readFunnelEvent);
		return await finish(async () => {
			const row = client.funnelReport(values, 'none')[0] ?? client.emptyFunnel();
			const svg = await client.funnelChart(row, title);
			return await files.write(Buffer.from(svg), 'funnel.svg', 'image/svg+xml');
		});
	},
});
