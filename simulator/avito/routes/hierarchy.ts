import { z } from 'zod';
import { envelopeE } from '../errors';
import { bodyOf } from '../input';
import { ownVacancies } from '../state';
import type { AvitoCall, AvitoRoutes } from '../world';

const wrongBody = () => envelopeE(400, 'bad_request', 'Bad request');
const linkSchema = z.object({
	employeeId: z.int().min(1),
	itemIds: z.array(z.int()).min(1).max(50),
});
const itemsSchema = z.object({
	employeeId: z.int().min(1),
	categoryId: z.int().min(1),
	lastItemId: z.int().min(1).nullish(),
});
const PAGE = 100;

const common = { scope: 'ah:access', family: 'other', envelope: 'E' } as const;

/** A company and its employees (avito.md 5.3). */
export const hierarchyRoutes: AvitoRoutes = {
	'GET /checkAhUserV1': {
		...common,
		handle: ({ account }) => ({
			json: {
				isCompany: account.companyId !== null && !account.isEmployee,
				isChief: false,
				isEmployee: account.isEmployee,
				avitoCompanyId: account.companyId,
			},
		}),
	},
	'GET /getEmployeesV1': {
		...common,
		handle: ({ account, state }) => ({
			json:
				account.companyId === null
					? []
					: state.employees.map(({ employeeId, name, email, phones, isChief }) => ({
							employeeId,
							name,
							email,
							phones,
							isChief,
						})),
		}),
	},
	'GET /listCompanyPhonesV1': {
		...common,
		handle: ({ account }) => ({ json: { result: { phones: [account.phone] } } }),
	},
	'POST /linkItemsV1': {
		...common,
		handle(call) {
			const { employeeId, itemIds } = bodyOf(call, linkSchema, wrongBody);
			if (!isEmployee(call, employeeId)) return envelopeE(403, 'forbidden', 'Forbidden');
			const own = ownVacancies(call.state, call.account.id);
			for (const vacancy of own) {
				if (itemIds.includes(vacancy.id)) vacancy.employeeId = employeeId;
			}
			return { status: 204 };
		},
	},
	'POST /listItemsByEmployeeIdV1': {
		...common,
		handle(call) {
			const { employeeId, categoryId, lastItemId } = bodyOf(call, itemsSchema, wrongBody);
			if (!isEmployee(call, employeeId)) return envelopeE(403, 'forbidden', 'Forbidden');
			const ids = ownVacancies(call.state, call.account.id)
				.filter((vacancy) => categoryId === 111 && vacancy.employeeId === employeeId)
				.map((vacancy) => vacancy.id)
				.filter((id) => id > (lastItemId ?? 0))
				.sort((a, b) => a - b);
			return { json: { hasNext: ids.length > PAGE, items: ids.slice(0, PAGE) } };
		},
	},
};

function isEmployee(call: AvitoCall, employeeId: number): boolean {
	return call.state.employees.some((employee) => employee.employeeId === employeeId);
}
