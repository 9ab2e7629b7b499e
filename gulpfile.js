/**
 * Builds `dist`, the only thing that is published besides index.js:
 *   dist/lib/index.js        the library and everything it needs, one chunk, loaded at the first request
 *   dist/lib/**\/*.d.ts       its types
 *   dist/nodes, credentials  one file per node or credential, without any library in it
 *   icons, codex files, sample schemas and the licences of what is bundled
 */
const { execFileSync } = require('node:child_process');
const { readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const esbuild = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

const common = {
	bundle: true,
	platform: 'node',
	target: 'node20.19',
	format: 'cjs',
	keepNames: true,
	legalComments: 'none',
	external: ['n8n-workflow'],
	logLevel: 'warning',
};

async function clean() {
	rmSync('dist', { recursive: true, force: true });
}

async function library() {
	const result = await esbuild.build({
		...common,
		entryPoints: ['lib/index.ts'],
		outfile: 'dist/lib/index.js',
		minifyWhitespace: true,
		metafile: true,
	});
	writeFileSync('dist/THIRD_PARTY_LICENSES', licencesOf(Object.keys(result.metafile.inputs)));
}

/** Nodes reach the library through one `import()`, which stays a `require` of the shared chunk. */
const sharedChunk = (chunk) => ({
	name: 'shared-chunk',
	setup(build) {
		build.onResolve({ filter: /^(\.\.\/)+lib$/ }, ({ kind, importer }) =>
			kind === 'dynamic-import'
				? { path: chunk, external: true }
				: { errors: [{ text: `${importer} loads the library at start; use loadLib()` }] },
		);
	},
});

async function nodesAndCredentials() {
	const build = async (folder, suffix, chunk) =>
		await esbuild.build({
			...common,
			entryPoints: filesIn(folder, suffix),
			outbase: '.',
			outdir: 'dist',
			plugins: [sharedChunk(chunk)],
		});
	await build('nodes', '.node.ts', '../../lib/index.js');
	await build('credentials', '.credentials.ts', '../lib/index.js');
}

async function types() {
	execFileSync(
		process.execPath,
		[require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'],
		{
			stdio: 'inherit',
		},
	);
}

function assets() {
	return src(['nodes/**/*.{svg,png,json}', 'credentials/**/*.svg'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));
}

function filesIn(folder, suffix) {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith(suffix))
		.map((name) => path.join(folder, name));
}

function licencesOf(inputs) {
	const folders = new Set(
		inputs
			.map((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1])
			.filter((folder) => folder !== undefined),
	);
	const texts = [...folders].sort().map((folder) => {
		const { name, version, license } = JSON.parse(
			readFileSync(path.join(folder, 'package.json'), 'utf8'),
		);
		const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
		const text = file
			? readFileSync(path.join(folder, file), 'utf8').trim()
			: `Licence: ${license}`;
		return `${name} ${version} (${license})\n\n${text}\n`;
	});
	return texts.join(`\n${'-'.repeat(80)}\n\n`);
}

exports.clean = clean;
exports.build = series(clean, parallel(library, nodesAndCredentials, assets), types);
exports.default = exports.build;
