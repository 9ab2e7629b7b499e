import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.join(__dirname, '../../templates');

interface TemplateNode {
	name: string;
	type: string;
	position: [number, number];
	parameters: { width?: number; height?: number };
}

interface Box {
	name: string;
	isNote: boolean;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** Sizes on n8n's canvas; below a node stands its name. */
const NODE = 96;
const NAME = 40;

function boxOf({ name, type, position: [left, top], parameters }: TemplateNode, outputs: number): Box {
	const isNote = type.endsWith('.stickyNote');
	// A switch grows with its outputs.
	const height = isNote ? (parameters.height ?? 160) : Math.max(NODE, 32 * outputs + 32) + NAME;
	const width = isNote ? (parameters.width ?? 240) : NODE;
	return { name, isNote, left, top, right: left + width, bottom: top + height };
}

const touch = (a: Box, b: Box): boolean =>
	a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** A note may frame nodes, but not cover half of one. */
const frames = (note: Box, node: Box): boolean =>
	note.isNote &&
	note.left <= node.left &&
	note.top <= node.top &&
	note.right >= node.right &&
	note.bottom >= node.bottom;

describe('on the canvas of every template', () => {
	it.each(readdirSync(FOLDER))('%s: nothing lies on something else', (file) => {
		const { nodes, connections } = JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as {
			nodes: TemplateNode[];
			connections: Record<string, { main?: unknown[] }>;
		};
		const boxes = nodes.map((node) => boxOf(node, connections[node.name]?.main?.length ?? 0));
		const clashes = boxes.flatMap((a, index) =>
			boxes
				.slice(index + 1)
				.filter((b) => touch(a, b) && !frames(a, b) && !frames(b, a))
				.map((b) => `${a.name} and ${b.name}`),
		);
		expect(clashes).toEqual([]);
	});
});
