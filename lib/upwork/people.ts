import { asError } from '../errors';
import { failures } from './failures';
import {
	FREELANCER_BY_KEY,
	ORGANIZATIONS,
	OWN_STATISTICS,
	PING,
	SCOPE_OF_ROOT,
	SCOPES,
	SEARCH_FREELANCERS,
	USER_DETAILS,
	VIEWER,
} from './documents/people';
import type { FreelancerSearchVariables } from './documents/people';
import { isKind } from './graphql/answer';
import { deniedFields } from './graphql/envelope';
import type { GraphqlExecutor } from './graphql/executor';
import { scopesFor } from './graphql/scopes';
import { pageOf, present } from './jobs';
import { byCursor } from './paging';
import type { Freelancer, OrganizationItem, Statistics, Viewer } from './schemas/people';

const FREELANCER_PAGE = 50;

export interface AccountStatus {
	connected: boolean;
	userId: string | null;
	organizationId: string | null;
	/** What could not be read and why; empty when all is well. */
	problems: string[];
	/** Scopes for reading that the key lacks, by their names in the API Center. */
	missingScopes: string[];
	requestsLeftToday: number;
}

/** The signed-in user, organizations, and freelancer profiles. */
export class UpworkPeople {
	private asked?: Promise<Viewer>;

	constructor(private readonly executor: GraphqlExecutor) {}

	/** Who is signed in and for which organization; asked once per client. */
	async viewer(): Promise<Viewer> {
		this.asked ??= this.executor.run(VIEWER, {});
		try {
			return await this.asked;
		} catch (error) {
			this.asked = undefined;
			throw asError(error);
		}
	}

	/** The own user id; throws `upwork.scopeMissing` where the key does not show it. */
	async ownId(): Promise<string> {
		const id = (await this.viewer()).user?.id;
		if (!id) throw failures.scopeMissing(['Query.user'], VIEWER.scope);
		return id;
	}

	/** The organization that calls act for: the chosen one, or the user's own. */
	async organizationId(): Promise<string> {
		const id = this.executor.organizationId ?? (await this.viewer()).organization?.id;
		if (!id) throw failures.notFound('organization');
		return id;
	}

	/** Whether the connection works; a bad token throws, missing scopes for reading are reported. */
	async status(): Promise<AccountStatus> {
		await this.executor.run(PING, {});
		const missingScopes = await this.missingScopes();
		const problems = missingScopes.map((scope) => `The API key lacks the scope "${scope}".`);
		let viewer: Viewer | undefined;
		try {
			viewer = await this.viewer();
		} catch (error) {
			if (!isKind(error, 'forbidden') || !(error instanceof Error)) throw asError(error);
			problems.push(error.message);
		}
		return {
			connected: true,
			userId: viewer?.user?.id ?? null,
			organizationId: this.executor.organizationId ?? viewer?.organization?.id ?? null,
			problems,
			missingScopes,
			requestsLeftToday: this.executor.account.leftToday,
		};
	}

	private async missingScopes(): Promise<string[]> {
		const { name, text, effect } = SCOPES;
		const { errors } = await this.executor.raw({ name, text, effect, variables: {} });
		const scopes = deniedFields(errors ?? []).flatMap((entry) => {
			const [type, root = ''] = entry.split('.');
			return (type === 'Query' ? SCOPE_OF_ROOT[root] : undefined) ?? scopesFor([entry], undefined);
		});
		return [...new Set(scopes)];
	}

	/** Personal account, agencies and client companies of the user. */
	async organizations(): Promise<OrganizationItem[]> {
		return present((await this.executor.run(ORGANIZATIONS, {})).companySelector?.items);
	}

	/** A freelancer's public profile by its `~01…` key. */
	async freelancer(key: string): Promise<Freelancer> {
		const answer = await this.executor.run(
			FREELANCER_BY_KEY,
			{ key },
			{ subject: `profile ${key}` },
		);
		if (!answer.freelancerProfileByProfileKey) throw failures.notFound(`profile ${key}`);
		return answer.freelancerProfileByProfileKey;
	}

	searchFreelancers(options: {
		filter: FreelancerSearchVariables['filter'];
		limit: number;
		signal?: AbortSignal;
	}) {
		const { filter, limit, signal } = options;
		return byCursor(
			async (page) =>
				pageOf(
					(await this.executor.run(SEARCH_FREELANCERS, { filter, page }, { signal }))
						.freelancerProfileSearchRecords,
				),
			{
				limit,
				pageSize: FREELANCER_PAGE,
				idOf: ({ ciphertext, shortName, title }) => ciphertext ?? `${shortName} ${title}`,
				signal,
			},
		);
	}

	/** Own profile with the statistics that ordinary keys may read. */
	async ownProfile(): Promise<{ viewer: Viewer; profiles: Statistics[] }> {
		const viewer = await this.viewer();
		const answer = await this.executor.run(OWN_STATISTICS, { personId: await this.ownId() });
		return { viewer, profiles: present(answer.talentProfile?.profiles) };
	}

	async user(id: string) {
		const { userDetails } = await this.executor.run(
			USER_DETAILS,
			{ id },
			{ subject: `user ${id}` },
		);
		if (!userDetails) throw failures.notFound(`user ${id}`);
		return userDetails;
	}
}
