/**
 * Builds `dist`, the only thing that is published besides index.js:
 *   dist/lib/index.js        the library and what it needs, loaded at the first request
 *   dist/lib/*.js            what it loads only when it is needed (every `import()` in it): charts, workbook
 *   dist/lib/**\/*.d.ts       its types
 *   dist/nodes, credentials  one file per node or credential, without any library in it
 *   icons, codex files, sample schemas and the licences of what is bundled
 */
const { readFileSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const spawn = require('cross-spawn');
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
	const inputs = new Set();
	const build = async (entry, outfile, plugins) => {
		const { metafile } = await esbuild.build({
			...common,
			entryPoints: [entry],
			outfile,
			minify: true,
			metafile: true,
			plugins,
		});
		for (const input of Object.keys(metafile.inputs)) inputs.add(input);
	};
	const chunks = new Map();
	await build('lib/index.ts', 'dist/lib/index.js', [chunkPerImport(chunks), englishOnly]);
	for (const [name, file] of chunks) await build(file, `dist/lib/${name}.js`, []);
	writeFileSync('dist/THIRD_PARTY_LICENSES', licencesOf([...inputs]));
}

/** zod's messages in some fifty languages, of which nobody sees any but the English ones. */
const englishOnly = {
	name: 'english-only',
	setup(build) {
		build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.[cm]?js$/ }, () => ({
			contents: "export { default as en } from './en.js';",
		}));
	},
};

/** What the library reaches through `import()` becomes a file beside it. */
const chunkPerImport = (chunks) => ({
	name: 'chunk-per-import',
	setup(build) {
		build.onResolve(
			{ filter: /./ },
			async ({ kind, path: wanted, importer, resolveDir, pluginData }) => {
				if (kind !== 'dynamic-import' || pluginData === 'resolving') return undefined;
				const { path: file, errors } = await build.resolve(wanted, {
					kind,
					importer,
					resolveDir,
					pluginData: 'resolving',
				});
				if (errors.length > 0) return { errors };
				const name = path.basename(wanted);
				if (chunks.has(name) && chunks.get(name) !== file) {
					return { errors: [{ text: `Two chunks are called ${name}` }] };
				}
				chunks.set(name, file);
				return { path: `./${name}.js`, external: true };
			},
		);
	},
});

/** Nodes reach the library through one `import()`, which stays a `require` of the shared chunk. */
const sharedChunk = (chunk) => ({
	name: 'shared-chunk',
	setup(build) {
		build.onResolve(
			{ filter: /^(\.\.\/)+lib$/ },
			({ path: wanted, resolveDir, kind, importer }) => {
				if (path.resolve(resolveDir, wanted) !== path.resolve('lib')) return undefined;
				return kind === 'dynamic-import'
					? { path: chunk, external: true }
					: { errors: [{ text: `${importer} loads the library at start; use loadLib()` }] };
			},
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

/** Gulp waits for the process, and fails when it does. */
const types = () =>
	spawn(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json'], {
		stdio: 'inherit',
	});

const script = (name) => {
	const task = () => spawn('npm', ['run', name], { stdio: 'inherit' });
	return Object.assign(task, { displayName: name });
};

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
// Two halves of about the same length, for two cores.
exports.check = parallel(
	script('lint'),
	series(script('format'), script('typecheck'), exports.build),
);
