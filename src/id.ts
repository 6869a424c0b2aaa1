import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** A new row's id: uuid v7, made by the app, sorts by time of making. */
export const newId = (): string => v7();

/** An id for rows that must not tell when they were made (evaluation answers). */
export function timelessId(): string {
  const hex = randomBytes(16).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for text that a uuid column takes; an address with anything else is simply not found. */
export const isId = (text: string | undefined): text is string => text !== undefined && UUID.test(text);
