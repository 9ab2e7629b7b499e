import type { KworkClient } from '../../../../lib/kwork';
import { defineResource } from '../../../shared/resource';
import { getMany } from './getMany.operation';

export const portfolio = defineResource<KworkClient>('portfolio', 'Portfolio', [getMany]);
