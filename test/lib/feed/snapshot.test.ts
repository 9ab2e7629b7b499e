import { Snapshot } from '../../../lib/feed';

describe('a snapshot', () => {
	it('tells nothing at first, then what has changed', () => {
		const first = new Snapshot(undefined);
		expect(first.isFirst).toBe(true);
		expect(first.update('1', { status: 'active', price: 5 })).toBeUndefined();
		const second = new Snapshot(JSON.parse(JSON.stringify(first)));
		expect(second.isFirst).toBe(false);
		expect(second.update('1', { status: 'active', price: 5 })).toEqual({});
		expect(second.update('1', { status: 'closed', price: 5 })).toEqual({
			status: { from: 'active', to: 'closed' },
		});
		expect(second.update('2', { status: 'active' })).toBeUndefined();
	});

	it('takes a field that was not compared before for no change, and one that was empty for one', () => {
		const snapshot = new Snapshot({});
		snapshot.update('1', { status: 'active', due: null });
		expect(snapshot.update('1', { status: 'active', due: true, offers: 3 })).toEqual({
			due: { from: null, to: true },
		});
		expect(snapshot.update('1', { status: 'active', due: true, offers: 4 })).toEqual({
			offers: { from: 3, to: 4 },
		});
	});

	it('forgets what was not seen for longest', () => {
		const snapshot = new Snapshot({});
		for (let i = 0; i < 1500; i += 1) snapshot.update(String(i), { n: i });
		expect(snapshot.toJSON()).toHaveLength(1000);
		expect(snapshot.update('1499', { n: 0 })).toEqual({ n: { from: 1499, to: 0 } });
		expect(snapshot.update('0', { n: 1 })).toBeUndefined();
	});

	it('keeps what was seen of late when it was saved in between, whatever the ids', () => {
		let snapshot = new Snapshot({});
		const save = () => (snapshot = new Snapshot(JSON.parse(JSON.stringify(snapshot))));
		for (let i = 1; i <= 1000; i += 1) snapshot.update(String(i), { n: 0 });
		save().update('1', { n: 0 });
		save().update('1001', { n: 0 });
		expect(snapshot.update('1', { n: 1 })).toEqual({ n: { from: 0, to: 1 } });
		expect(snapshot.update('2', { n: 1 })).toBeUndefined();
	});

	it('goes on from the object that a version before saved', () => {
		const snapshot = new Snapshot({ 7: { n: 0 } });
		expect(snapshot.isFirst).toBe(false);
		expect(snapshot.update('7', { n: 1 })).toEqual({ n: { from: 0, to: 1 } });
	});
});
