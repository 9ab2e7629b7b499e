import { defineResource } from '../../../shared/resource';
import type { Desk } from '../../parameters';
import { erase } from './erase.operation';
import { exportFile } from './exportFile.operation';
import { getMany } from './getMany.operation';

export const journal = defineResource<Desk>('journal', 'Journal', [getMany, exportFile, erase]);
