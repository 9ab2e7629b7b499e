import { byId } from '../../support/workflow';
import type { Ids, OperationCase } from './operationTable';
import { at } from './readTable';
import type { UpworkBench } from './support';
import { COMPANY } from './support';

/** A message of one's own, to be changed. */
const messageSent = async (bench: UpworkBench, ids: Ids) => {
	const parameters = { roomId: at(ids.rooms, 0), text: 'Frist version' };
	const [sent] = await bench.items({ resource: 'message', operation: 'send', parameters });
	ids.message = String(sent?.id);
};

/** A proposal that a person has confirmed. */
const prepared = async (bench: UpworkBench, ids: Ids) => {
	const job = bench.control.newJob({ title: 'Wanted', questions: [], connectsCost: 6 });
	const [item] = await bench.items({
		resource: 'proposal',
		operation: 'prepare',
		parameters: {
			jobId: byId((job as { id: string }).id),
			coverLetter: 'Hello, I have built this before.',
			amount: 45,
		},
	});
	ids.prepared = item;
};

const messages = async (bench: UpworkBench, roomId: string, text: string) =>
	(
		await bench.items({
			resource: 'message',
			operation: 'getAll',
			parameters: { roomId: byId(roomId), returnAll: true },
		})
	).filter((message) => message.text === text).length;

const isArchived = async (bench: UpworkBench, roomId: unknown) => {
	const parameters = { roomId: byId(roomId), output: 'raw' };
	const [room] = await bench.items({ resource: 'room', operation: 'get', parameters });
	return room?.readOnly === true;
};

const sum = (counts: object) =>
	Object.values(counts as Record<string, number>).reduce((total, count) => total + count, 0);

/** Every operation that changes something. */
export const WRITES: OperationCase[] = [
	{
		at: 'message.send',
		root: 'createRoomStoryV2',
		parameters: ({ rooms }) => ({ roomId: at(rooms, 0), text: 'Thanks, I will look today.' }),
		other: ({ rooms }) => ({ roomId: at(rooms, 1), text: 'Good day' }),
		unknown: (id) => ({ roomId: byId(id), text: 'Hello' }),
		unknownId: 'room_ffffffffffffffffffffffffffffffff',
		effects: async (bench, { rooms }) =>
			await messages(bench, rooms[0] ?? '', 'Thanks, I will look today.'),
	},
	{
		at: 'message.edit',
		root: 'updateRoomStoryV2',
		before: messageSent,
		parameters: ({ rooms, message }) => ({
			roomId: at(rooms, 0),
			messageId: byId(message),
			text: 'First version',
		}),
		other: ({ rooms, message }) => ({
			roomId: at(rooms, 0),
			messageId: byId(message),
			text: 'Second version',
		}),
		unknown: (id) => ({ roomId: byId(id), messageId: byId('1'), text: 'x' }),
		unknownId: 'room_ffffffffffffffffffffffffffffffff',
		effects: async (bench, { rooms }) => await messages(bench, rooms[0] ?? '', 'First version'),
	},
	{
		at: 'room.create',
		root: 'createRoomV2',
		parameters: ({ person }) => ({
			roomType: 'GROUP',
			users: { values: [person] },
			roomName: 'Planning',
			topic: 'The report',
		}),
		other: ({ person }) => ({
			roomType: 'GROUP',
			users: { values: [person] },
			roomName: 'Review',
			topic: 'The report',
		}),
		effects: (bench) =>
			(bench.simulator.control.state('upwork') as { rooms: unknown[] }).rooms.length,
	},
	{
		at: 'room.archive',
		root: 'archiveRoom',
		parameters: ({ rooms }) => ({ roomId: at(rooms, 0) }),
		other: ({ rooms }) => ({ roomId: at(rooms, 1) }),
		unknown: (id) => ({ roomId: byId(id) }),
		unknownId: 'room_ffffffffffffffffffffffffffffffff',
		effects: async (bench, { rooms }) => Number(await isArchived(bench, rooms[0])),
	},
	{
		at: 'proposal.submit',
		root: 'createJobProposal',
		before: prepared,
		parameters: ({ prepared: item }) => ({
			prepared: item ?? {},
			confirmation: String(item?.confirmation),
		}),
		effects: (bench) =>
			sum((bench.simulator.control.state('upwork') as { proposals: object }).proposals),
	},
	{
		at: 'myJob.create',
		root: 'createJobPosting',
		organization: COMPANY,
		parameters: () => ({
			title: 'Nightly report from our shop',
			description: 'Orders of the day as a spreadsheet.',
			jobType: 'FIXED_PRICE',
			amount: 700,
			draft: false,
		}),
		other: () => ({
			title: 'Weekly report from our shop',
			description: 'Orders of the week as a spreadsheet.',
			jobType: 'FIXED_PRICE',
			amount: 900,
			draft: true,
		}),
		effects: (bench) => (bench.simulator.control.state('upwork') as { jobs: number }).jobs,
	},
	{
		at: 'graphql.mutation',
		root: 'archiveRoom',
		parameters: ({ rooms }) => ({
			document: 'mutation A($id: ID!) { archiveRoom(roomId: $id) { id } }',
			variables: JSON.stringify({ id: rooms[0] }),
		}),
		other: ({ rooms }) => ({
			document: 'mutation A($id: ID!) { archiveRoom(roomId: $id) { id } }',
			variables: JSON.stringify({ id: rooms[1] }),
		}),
	},
];
