/** The door of the room: scopes, rules, the timetable, enrolments. */
export { bimtekOf, organises, readsBimtek, teachesClass, teachesSession } from './scope.ts';
export { DEFAULT_RULES, readRules, ruleSettings, type RuleSettings } from './settings.ts';
