import { done, type MethodCall, notFound, notNow, ok, paged, type Responder } from '../call';
import type { Project } from '../model';
import { ownProjectView } from '../views/projects';

function ownProject({ parameters, user, world }: MethodCall): Project {
	const project = world.projects.get(parameters.int('id'));
	if (project === undefined || project.buyerId !== user.id) throw notFound('Проект');
	return project;
}

const setStatus =
	(status: Project['status'], from: ReadonlyArray<Project['status']>): Responder =>
	(call) => {
		const project = ownProject(call);
		if (!from.includes(project.status)) throw notNow();
		project.status = status;
		if (status === 'active') project.publishedAt = call.world.now();
		return done;
	};

/** A buyer's own projects (kwork.md 3.4). */
export const ownWants: Record<string, Responder> = {
	want: (call) => ok([ownProjectView(call.world, ownProject(call))]),
	myWants: (call) => {
		const states = call.parameters.text('want_status_id');
		const own = [...call.world.projects.values()]
			.filter((project) => project.buyerId === call.user.id)
			.map((project) => ownProjectView(call.world, project))
			.filter((view) => states === '' || states.split(',').includes(String(view.want_status_id)));
		return paged(call, own, 10, (view) => view);
	},
	wantsStatusList: ({ user, world }) => {
		const own = [...world.projects.values()].filter((project) => project.buyerId === user.id);
		const groups = [
			['active', 'Активные'],
			['stop', 'Остановленные'],
			['archived', 'Архив'],
		] as const;
		return ok(
			groups.map(([status, title], order) => {
				const wants = own.filter((project) => project.status === status);
				return {
					id: order + 1,
					title,
					tootlip: '',
					order,
					projects_count: wants.length,
					wants: wants.map((project) => ownProjectView(world, project)),
				};
			}),
		);
	},
	restartWant: setStatus('active', ['stop', 'archived']),
	stopWant: setStatus('stop', ['active']),
	deleteWant: setStatus('archived', ['active', 'stop', 'moderation']),
};
