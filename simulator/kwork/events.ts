import { z } from 'zod';
import { defineEvent } from '../core/event';
import { sendMessage } from './messaging';
import { addOrder } from './seed/orders';
import { addProject } from './seed/projects';
import { settingsSchema } from './settings';
import { escapeText } from './text';
import type { World } from './world';

/** A person by login or id. */
const person = z.union([z.string(), z.number().int()]);

/** What tests and the control page can make happen. `world` is asked for anew after every reset. */
export function createKworkEvents(current: () => World) {
	const find = (who: string | number) => {
		const world = current();
		const user = typeof who === 'number' ? world.users.get(who) : world.userByName(who);
		if (user === undefined) throw new Error(`No such person: ${who}`);
		return user;
	};
	const orderOf = (orderId: number) => {
		const order = current().orders.get(orderId);
		if (order === undefined) throw new Error(`No order ${orderId}`);
		return order;
	};
	return {
		/** Changes switches; the others stay. Returns all of them. */
		configure: defineEvent(settingsSchema.partial(), (input) => {
			const world = current();
			const given = Object.entries(input).filter(([, value]) => value !== undefined);
			world.settings = settingsSchema.parse({ ...world.settings, ...Object.fromEntries(given) });
			return world.settings;
		}),
		/** A message from `from` to `to` (default demo), with all that follows. */
		clientWrites: defineEvent(
			z.object({
				from: person.default('shop_owner'),
				to: person.default('demo'),
				text: z.string(),
			}),
			({ from, to, text }) => {
				const message = sendMessage(current(), { fromId: find(from).id, toId: find(to).id, text });
				return {
					messageId: message.id,
					conversationId: message.conversationId,
					fromId: message.fromId,
				};
			},
		),
		/** The client, or somebody else of an order, writes into its chat. */
		clientWritesInOrder: defineEvent(
			z.object({
				orderId: z.number().int(),
				text: z.string(),
				/** Default the buyer. */
				from: person.optional(),
				/** The entry gets this id, e.g. that of a message. */
				trackId: z.number().int().optional(),
			}),
			({ orderId, text, from, trackId }) => {
				const world = current();
				const order = orderOf(orderId);
				const track = world.addTrack(order, {
					...(trackId !== undefined && { id: trackId }),
					type: 0,
					title: '',
					text: escapeText(text),
					fromId: from === undefined ? order.payerId : find(from).id,
				});
				world.frames.newTrack(order, track);
				return { trackId: track.id, conversationId: track.conversationId, fromId: track.fromId };
			},
		),
		/** Something happens to an order that nobody wrote, e.g. its deadline moves. */
		orderEvent: defineEvent(
			z.object({ orderId: z.number().int(), title: z.string(), type: z.number().int().default(7) }),
			({ orderId, title, type }) => {
				const track = current().addTrack(orderOf(orderId), { type, title });
				current().frames.newTrack(orderOf(orderId), track);
				return { trackId: track.id };
			},
		),
		/** Somebody types to demo. */
		clientTypes: defineEvent(
			z.object({ from: person.default('shop_owner'), to: person.default('demo') }),
			({ from, to }) => {
				current().frames.send(find(to), 'is_typing', { user_id: find(from).id });
			},
		),
		/** Any event over the socket of a person's channel. */
		sendEvent: defineEvent(
			z.object({ to: person.default('demo'), event: z.string(), data: z.unknown() }),
			({ to, event, data }) => {
				current().frames.send(find(to), event, data ?? null);
			},
		),
		projectAppears: defineEvent(
			z.object({
				buyer: person.default('shop_owner'),
				title: z.string().default('Новый проект'),
				description: z.string().optional(),
				categoryId: z.number().int().default(41),
				price: z.number().int().default(5000),
				maxPrice: z.number().int().optional(),
				/** Unix seconds; default now. */
				publishedAt: z.number().int().optional(),
				/** How long it is in moderation: not listed, while its ID and date stay as they are. */
				listedAfterSeconds: z.number().int().default(0),
				offers: z.number().int().default(0),
			}),
			({ buyer, offers, listedAfterSeconds, ...project }) => {
				const given = Object.fromEntries(
					Object.entries(project).filter(([, value]) => value !== undefined),
				);
				const added = addProject(current(), {
					...given,
					title: project.title,
					categoryId: project.categoryId,
					price: project.price,
					buyerId: find(buyer).id,
					otherOffers: offers,
					listedAt: current().now() + listedAfterSeconds,
				});
				return { projectId: added.id };
			},
		),
		projectCloses: defineEvent(z.object({ projectId: z.number().int() }), ({ projectId }) => {
			const project = current().projects.get(projectId);
			if (project !== undefined) project.status = 'stop';
		}),
		/** A client orders demo's first kwork. */
		orderArrives: defineEvent(
			z.object({
				payer: person.default('shop_owner'),
				worker: person.default('demo'),
				title: z.string().default('Новый заказ'),
				price: z.number().default(3000),
			}),
			({ payer, worker, title, price }) => {
				const world = current();
				const workerId = find(worker).id;
				const kwork = [...world.kworks.values()].find(({ userId }) => userId === workerId);
				const order = addOrder(world, {
					kworkId: kwork?.id ?? 0,
					payerId: find(payer).id,
					workerId,
					title,
					price,
				});
				world.addTrack(order, { type: 1, title: 'Заказ создан' });
				return { orderId: order.id };
			},
		),
		/** The buyer sends a delivered order back. */
		orderSentBack: defineEvent(
			z.object({ orderId: z.number().int(), text: z.string() }),
			({ orderId, text }) => {
				const order = orderOf(orderId);
				order.status = 1;
				const track = { type: 33, title: 'Отправлено на доработку', text: escapeText(text) };
				const added = current().addTrack(order, { ...track, fromId: order.payerId });
				current().frames.newTrack(order, added);
			},
		),
		/** Stages in work, as if buyer and seller had agreed on them. */
		stagesAdded: defineEvent(
			z.object({ orderId: z.number().int(), titles: z.array(z.string()) }),
			({ orderId, titles }) => {
				const world = current();
				const order = orderOf(orderId);
				for (const title of titles) {
					order.stages.push({
						id: world.nextId('stage'),
						number: order.stages.length + 1,
						title,
						price: Math.floor(order.price / titles.length),
						progress: 0,
						status: 1,
						createdAt: world.now(),
					});
				}
				return { stageIds: order.stages.map(({ id }) => id) };
			},
		),
		/** Kills tokens: of one person, or of everybody. Returns how many. */
		expireTokens: defineEvent(z.object({ user: person.optional() }), ({ user }) => {
			const world = current();
			const wanted = user === undefined ? undefined : find(user).id;
			let count = 0;
			for (const session of world.sessions.values()) {
				if (wanted !== undefined && session.userId !== wanted) continue;
				world.sessions.delete(session.token);
				count++;
			}
			return { count };
		}),
		/** Ends all web sessions (cookies go dead). */
		expireWebSessions: defineEvent(z.object({}), () => current().webSessions.clear()),
		/** Replaces the channel names: the next getChannel gives a new one. */
		renewChannels: defineEvent(z.object({}), () => current().channels.clear()),
		/** Changes an account: connects, obstacle at login, right to write, phone, password. */
		changeUser: defineEvent(
			z.object({
				user: person.default('demo'),
				activeConnects: z.number().int().min(0).optional(),
				obstacle: z.enum(['none', 'phone', 'captcha', 'blocked']).optional(),
				writing: z.enum(['free', 'quiz', 'forbidden', 'paused']).optional(),
				phone: z.string().optional(),
				password: z.string().min(1).optional(),
				online: z.boolean().optional(),
				freeAmount: z.number().optional(),
			}),
			({ user, activeConnects, freeAmount, ...changes }) => {
				const found = find(user);
				for (const [name, value] of Object.entries(changes)) {
					if (value !== undefined) Object.assign(found, { [name]: value });
				}
				if (activeConnects !== undefined) found.connects.active = activeConnects;
				if (freeAmount !== undefined) found.balance.total = found.balance.hold + freeAmount;
			},
		),
		/** A token for an account without logging in, as if pasted by its owner. */
		issueToken: defineEvent(z.object({ user: person.default('demo') }), ({ user }) => {
			const world = current();
			const token = world.secret();
			const expiresAt = world.now() + world.settings.tokenLifetime;
			world.sessions.set(token, { token, userId: find(user).id, expiresAt });
			return { token };
		}),
	};
}
