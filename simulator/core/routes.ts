/** A route that fits a request, with the values of its `:name` segments, percent-decoded. */
export interface RouteMatch<Route> {
	/** The pattern itself, `GET /job/v2/resumes/:resume_id`: the operation's name in log and faults. */
	operation: string;
	route: Route;
	params: Record<string, string>;
}

/**
 * Finds routes by `METHOD /path/with/:name/segments`. A trailing slash counts. Literal segments win
 * over named ones.
 */
export class RouteTable<Route> {
	private readonly entries: Array<{
		method: string;
		segments: string[];
		operation: string;
		route: Route;
	}>;

	constructor(routes: Record<string, Route>) {
		this.entries = Object.entries(routes)
			.map(([operation, route]) => {
				const [method = '', path = ''] = operation.split(' ');
				return { method, segments: path.split('/'), operation, route };
			})
			.sort((a, b) => namedSegments(a.segments) - namedSegments(b.segments));
	}

	find(method: string, path: string): RouteMatch<Route> | undefined {
		const segments = path.split('/');
		for (const entry of this.entries) {
			if (entry.method !== method) continue;
			const params = matchSegments(entry.segments, segments);
			if (params !== undefined) return { operation: entry.operation, route: entry.route, params };
		}
		return undefined;
	}
}

const namedSegments = (segments: readonly string[]) =>
	segments.filter((segment) => segment.startsWith(':')).length;

function matchSegments(
	pattern: readonly string[],
	segments: readonly string[],
): Record<string, string> | undefined {
	if (pattern.length !== segments.length) return undefined;
	const params: Record<string, string> = {};
	for (const [index, expected] of pattern.entries()) {
		const actual = segments[index] ?? '';
		if (expected.startsWith(':')) {
			if (actual === '') return undefined;
			params[expected.slice(1)] = decoded(actual);
		} else if (expected !== actual) return undefined;
	}
	return params;
}

function decoded(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}
