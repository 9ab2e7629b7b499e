import { asError, ServiceError } from '../../errors';
import type { Connects } from '../envelope';
import { failures } from '../failures';
import type { ListOptions } from '../paging';
import type { Offer, Project } from '../schemas/exchange';
import {
	checkLimits,
	checkState,
	checkText,
	finding,
	type Finding,
	type OfferCheck,
} from './checks';
import type { OfferInput } from './offerInput';
import type { OpenForm, WebSession } from './session';

/** What has to be read before an offer; all of it over the API. */
export interface OfferReader {
	project(projectId: number, signal?: AbortSignal): Promise<Project>;
	firstPage(signal?: AbortSignal): Promise<{ offers: Offer[]; connects?: Connects }>;
	offerOfProject(projectId: number, options?: ListOptions): Promise<Offer | undefined>;
}

export interface Preparation {
	findings: Finding[];
	/** The own offer that the project has already. */
	existing?: Offer;
	connects?: Connects;
	/** Only when nothing that is known without it stands against the offer. */
	form?: OpenForm;
}

/** Reads all that an offer depends on and checks it, from cheap to dear; sends nothing. */
export async function prepareOffer(
	input: OfferInput,
	parts: { web: WebSession; reader: OfferReader; edit: boolean; signal?: AbortSignal },
): Promise<Preparation> {
	const { web, reader, edit, signal } = parts;
	const findings = checkText(input);
	const project = await readProject(input.projectId, reader, signal);
	if (!project) {
		findings.push(unknownProject(input.projectId));
		return { findings };
	}
	const { offers, connects } = await reader.firstPage(signal);
	const existing =
		offers.find((offer) => offer.want_id === input.projectId) ??
		(project.has_offer || edit
			? await reader.offerOfProject(input.projectId, { signal })
			: undefined);
	findings.push(...(edit ? [checkOffered(existing)] : checkState(project, existing, connects)));

	let form: OpenForm | undefined;
	if (findings.every(({ ok }) => ok)) {
		const opened = await openForm(input.projectId, web, signal);
		findings.push(opened.finding);
		form = opened.form;
	}
	findings.push(...checkLimits(input, project, form?.page));
	return { findings, existing, connects, form };
}

/**
 * The open form, when every check passed.
 *
 * @throws the error of the failed check; `kwork.offerCheckFailed` with all of them when several
 * failed for reasons of the input
 */
export function requireReady({ findings, form }: Preparation): OpenForm {
	const failed = findings.filter(({ ok }) => !ok);
	const own = failed.find(({ error }) => error && !failures.offerCheckFailed.is(error));
	if (own?.error) throw own.error;
	if (failed.length > 0 || !form) {
		throw failures.offerCheckFailed(
			`The offer is not ready. ${failed.map(({ message }) => message).join(' ')}`,
			failed.map(({ remedy }) => remedy).join(' '),
			{ details: { checks: failed.map(toCheck) } },
		);
	}
	return form;
}

export function toCheck({ name, ok, message, remedy }: Finding): OfferCheck {
	return { name, ok, message, ...(remedy ? { remedy } : {}) };
}

async function readProject(
	projectId: number,
	reader: OfferReader,
	signal?: AbortSignal,
): Promise<Project | undefined> {
	try {
		return await reader.project(projectId, signal);
	} catch (error) {
		if (failures.notFound.is(error)) return undefined;
		throw asError(error);
	}
}

/** Steps 1 to 4, whose failure is one more finding: a check should show the others, too. */
async function openForm(
	projectId: number,
	web: WebSession,
	signal?: AbortSignal,
): Promise<{ finding: Finding; form?: OpenForm }> {
	try {
		const form = await web.openForm(projectId, signal);
		return { finding: finding('form', true, 'The offer form on kwork.ru is open.', ''), form };
	} catch (error) {
		if (!(error instanceof ServiceError) || error.kind === 'cancelled') throw asError(error);
		return { finding: finding('form', false, error.message, error.remedy, error) };
	}
}

function unknownProject(projectId: number): Finding {
	const error = failures.projectClosed({ details: { projectId } });
	return finding('project', false, 'Kwork does not know this project.', error.remedy, error);
}

function checkOffered(existing: Offer | undefined): Finding {
	return finding(
		'offered',
		existing !== undefined,
		existing ? `The offer ${existing.id} can be edited.` : 'There is no offer on this project yet.',
		'Use Submit to make the offer.',
	);
}
