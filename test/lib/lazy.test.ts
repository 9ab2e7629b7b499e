/** What few workflows need is loaded with its first use, not with the library. */
test.each(['echarts/core', '@cj-tech-master/excelts', 'pg'])(
	'%s is not loaded at the start',
	async (name) => {
		jest.resetModules();
		jest.doMock(name, () => {
			throw new Error(`${name} was loaded`);
		});
		await expect(import('../../lib')).resolves.toHaveProperty('desk');
		jest.dontMock(name);
	},
);
