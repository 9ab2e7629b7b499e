import type { Simulator } from '../../../simulator';
import {
	authorizeParameters,
	consent,
	graphql,
	startUpwork,
	tokenPair,
	tokenRequest,
} from './session';

const DAY = 86_400_000;
const credentials = { client_id: 'upwork-demo-key', client_secret: 'upwork-demo-secret' };

let simulator: Simulator;
let token: string;

beforeEach(async () => {
	({ simulator, token } = await startUpwork());
});
afterEach(async () => {
	await simulator.close();
});

const refresh = async (refreshToken: string) =>
	await tokenRequest(simulator, {
		grant_type: 'refresh_token',
		refresh_token: refreshToken,
		...credentials,
	});

it('sends refusal and a scope back as errors', async () => {
	const denied = await consent(simulator, authorizeParameters, 'deny');
	expect(denied.searchParams.get('error')).toBe('access_denied');
	expect(denied.searchParams.get('state')).toBe('opaque');
	const scoped = await consent(simulator, { ...authorizeParameters, scope: 'jobs:read' });
	expect(scoped.searchParams.get('error')).toBe('invalid_scope');
	const empty = await consent(simulator, { ...authorizeParameters, scope: '' });
	expect(empty.searchParams.get('code')).not.toBeNull();
});

it('takes a code once', async () => {
	const target = await consent(simulator, authorizeParameters);
	const fields = {
		grant_type: 'authorization_code',
		code: target.searchParams.get('code') ?? '',
		redirect_uri: authorizeParameters.redirect_uri,
		...credentials,
	};
	expect((await tokenRequest(simulator, fields)).status).toBe(200);
	const second = await tokenRequest(simulator, fields);
	expect([second.status, second.text]).toEqual([400, expect.stringContaining('invalid_grant')]);
});

it('wants client_id in the body of a refresh, even beside a Basic header', async () => {
	const { refresh_token: refreshToken = '' } = await tokenPair(simulator);
	const basic = Buffer.from('upwork-demo-key:upwork-demo-secret').toString('base64');
	const answer = await tokenRequest(
		simulator,
		{ grant_type: 'refresh_token', refresh_token: refreshToken },
		{ authorization: `Basic ${basic}` },
	);
	expect(answer.status).toBe(400);
	expect(JSON.parse(answer.text)).toEqual({
		error: 'invalid_request',
		error_description: 'Missing parameters: client_id',
	});
});

it('rotates refresh tokens with a day of grace, and lets them die after two weeks', async () => {
	const { refresh_token: first = '' } = await tokenPair(simulator);
	const second = JSON.parse((await refresh(first)).text) as { refresh_token: string };
	expect(second.refresh_token).not.toBe(first);
	simulator.control.advance(DAY / 2);
	expect((await refresh(first)).status).toBe(200);
	simulator.control.advance(DAY);
	expect((await refresh(first)).status).toBe(400);
	simulator.control.advance(13 * DAY);
	const late = await refresh(second.refresh_token);
	expect([late.status, late.text]).toEqual([400, expect.stringContaining('invalid_grant')]);
});

it('answers 401 to an expired token and to tokens of changed scopes', async () => {
	expect((await graphql(simulator, token, '{ __typename }')).status).toBe(200);
	simulator.control.upwork.setKey({ scopes: ['pub-commons:read:all'] });
	expect((await graphql(simulator, token, '{ __typename }')).status).toBe(401);
	const { access_token: fresh = '' } = await tokenPair(simulator);
	simulator.control.advance(DAY + 1);
	expect((await graphql(simulator, fresh, '{ __typename }')).status).toBe(401);
});

it('can show the page of the edge instead of JSON', async () => {
	simulator.control.upwork.configure({ cloudflareOnToken: true });
	const answer = await refresh('any');
	expect(answer.status).toBe(403);
	expect(answer.text).toContain('Just a moment...');
});
