import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from './child';

export const REPOSITORY = path.join(__dirname, '..', '..');

interface Manifest {
	name: string;
	version: string;
	[field: string]: unknown;
}

export async function readManifest(folder = REPOSITORY): Promise<Manifest> {
	return JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as Manifest;
}

export async function build(): Promise<void> {
	const gulp = path.join(REPOSITORY, 'node_modules', 'gulp', 'bin', 'gulp.js');
	await run(process.execPath, [gulp, 'build'], { cwd: REPOSITORY });
}

/** Puts the built working copy before n8n; a rebuild is seen at n8n's next start. */
export async function linkPackage(modules: string): Promise<void> {
	const { name } = await readManifest();
	await mkdir(modules, { recursive: true });
	await symlink(REPOSITORY, path.join(modules, name), 'junction');
}

/** Packs the package as for a release and returns the tarball, in a folder of its own. */
export async function pack(): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'freelance-hub-pack-'));
	await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: REPOSITORY });
	const [file] = await readdir(folder);
	if (file === undefined) throw new Error('npm pack made no tarball');
	return path.join(folder, file);
}

/**
 * Installs a tarball as n8n's own installer does: unpacked, freed of development, peer and optional
 * dependencies, then `npm install` inside the package with no install scripts.
 */
export async function installPacked(tarball: string, modules: string): Promise<void> {
	const unpacked = await mkdtemp(path.join(tmpdir(), 'freelance-hub-unpack-'));
	try {
		await run('tar', ['-xzf', tarball, '-C', unpacked]);
		const content = path.join(unpacked, 'package');
		const manifest = await readManifest(content);
		delete manifest.devDependencies;
		delete manifest.peerDependencies;
		delete manifest.optionalDependencies;
		await writeFile(path.join(content, 'package.json'), JSON.stringify(manifest, null, 2));
		const target = path.join(modules, manifest.name);
		await mkdir(modules, { recursive: true });
		await cp(content, target, { recursive: true });
		await run(
			'npm',
			[
				'install',
				'--install-strategy=shallow',
				'--ignore-scripts',
				'--package-lock=false',
				'--silent',
			],
			{ cwd: target },
		);
	} finally {
		await rm(unpacked, { recursive: true, force: true });
	}
}
