import { defineOperation } from '../../../shared/operation';
import { text } from '../../../shared/parameters';
import type { Desk } from '../../parameters';

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
		const events = items.map((item) => client.readFunnelEvent(item));
		const row = client.funnelReport(events, 'none')[0] ?? client.emptyFunnel();
		const svg = await client.funnelChart(row, title);
		return await files.write(Buffer.from(svg), 'funnel.svg', 'image/svg+xml');
	},
});
