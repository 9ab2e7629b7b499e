import { FunnelChart } from 'echarts/charts';
import { TitleComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { FUNNEL_STEPS } from './events';
import type { FunnelRow } from './report';

echarts.use([FunnelChart, SVGRenderer, TitleComponent, TooltipComponent]);

/** An SVG picture of one row of the report. */
export function funnelChart(row: FunnelRow, title: string): string {
	const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 720, height: 480 });
	try {
		chart.setOption({
			animation: false,
			title: { text: title, left: 'center' },
			series: [
				{
					type: 'funnel',
					sort: 'none',
					left: '15%',
					width: '70%',
					top: 60,
					min: 0,
					max: Math.max(1, row.seen),
					minSize: '4%',
					label: { position: 'inside', formatter: '{b}: {c}' },
					data: FUNNEL_STEPS.map((step) => ({ name: step, value: row[step] })),
				},
			],
		});
		return chart.renderToSVGString();
	} finally {
		chart.dispose();
	}
}
