import type { Answer, ResolvedCall, ServiceFault, SimulatedRequest } from '../core/types';
import { failureBody } from './api';
import type { World } from './world';

/** The site's block page: about 1.7 KB, 403 (kwork.md 1.5). */
export const blockPage = `<!DOCTYPE html><html lang="ru"><head><meta charset="utf-8"><title>Доступ заблокирован</title></head><body><h1>Доступ заблокирован</h1><p>С вашего адреса поступает слишком много запросов, похожих на работу автоматических скриптов. Это создаёт нагрузку на сайт.</p><p><a href="/not_access.php">Подтвердите, что вы не робот</a></p>${'<!-- -->'.repeat(150)}</body></html>`;

/** How Kwork itself says captcha, block, dead token and too many requests. */
export function kworkFaultAnswer(
	world: World,
	fault: ServiceFault,
	request: SimulatedRequest,
	call: ResolvedCall,
): Answer {
	const web = request.host === 'kwork.ru';
	switch (fault.kind) {
		case 'captcha':
			if (web) return { status: 403, html: blockPage };
			return {
				json: failureBody('Подтвердите, что вы не робот', 118, { recaptcha_pass_token: '' }),
			};
		case 'block':
			if (web) return { status: 403, html: blockPage };
			return { status: 403, json: { ipAdress: '203.0.113.7' } };
		case 'expiredToken':
			if (web) {
				world.webSessions.delete(request.cookies.RORSSQIHEK ?? '');
				return { status: 302, headers: { location: '/kwork.ru/login' } };
			}
			world.sessions.delete(String(call.parameters.token ?? ''));
			return { json: failureBody('Токен недействителен. Необходима авторизация', 102) };
		case 'rateLimit':
			return {
				status: 429,
				headers: fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) },
				html: '<html><head><title>429 Too Many Requests</title></head><body>429</body></html>',
			};
	}
}
