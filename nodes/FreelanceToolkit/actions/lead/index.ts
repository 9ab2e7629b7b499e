import { defineResource } from '../../../shared/resource';
import type { Toolkit } from '../../parameters';
import { stage } from './stage.operation';
import { toContact } from './toContact.operation';
import { toCrm } from './toCrm.operation';
import { toLead } from './toLead.operation';

export const lead = defineResource<Toolkit>('lead', 'Lead', [toLead, toContact, toCrm, stage]);
