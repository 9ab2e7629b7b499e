import { defineResource } from '../../../shared/resource';
import type { AvitoRun } from '../../context';
import { read } from './read.operation';
import { write } from './write.operation';

export const apiCall = defineResource<AvitoRun>('apiCall', 'API Call', [read, write]);
