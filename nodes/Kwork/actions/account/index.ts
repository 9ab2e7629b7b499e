import type { KworkClient } from '../../../../lib/kwork';
import { defineResource } from '../../../shared/operation';
import { get } from './get.operation';

export const account = defineResource<KworkClient>('account', 'Account', [get]);
