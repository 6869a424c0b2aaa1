// Bekal's own lint rules (CONTRIBUTING.md, "Laws that a tool checks"). Each has a planted breach in test/laws/lint.test.ts.
import { relative } from 'node:path';
import { readHtmlTemplate } from './html-template.js';

const SQL_TIME =
  /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(|\b(?:current_(?:timestamp|date|time)|localtime(?:stamp)?)\b/i;
const SQL_WRITE = /\b(?:insert\s+into|update\s+\S+\s+set|delete\s+from|merge\s+into|truncate)\b/i;
const RAW_SQL = ['raw', 'lit', 'id'];
const WRITERS = ['Db', 'Trx', 'Kysely', 'Transaction'];

/** The path of the file from the folder that is linted, with forward slashes. */
const pathOf = (context) => relative(context.cwd, context.filename).replaceAll('\\', '/');
const inside = (context, ...folders) => folders.some((folder) => pathOf(context).startsWith(`${folder}/`));
const rule = (description, create) => ({ meta: { type: 'problem', docs: { description } }, create });
const isMember = (node, object, names) =>
  node.object.type === 'Identifier' &&
  node.object.name === object &&
  names.includes(node.property.name ?? node.property.value);
const isTag = (node, name) => node.tag.type === 'Identifier' && node.tag.name === name;
const textOf = (node) => node.quasi.quasis.map((quasi) => quasi.value.raw).join('?');

/** Visits each html`` template, read as HTML. */
const eachHtml = (visit) => ({
  TaggedTemplateExpression(node) {
    if (!isTag(node, 'html')) return;
    visit(
      node,
      readHtmlTemplate({ chunks: node.quasi.quasis.map((quasi) => quasi.value.cooked ?? quasi.value.raw) }),
    );
  },
});

const rules = {
  'no-sql-raw': rule('SQL is built from parameters and references only', (context) => {
    if (inside(context, 'migrations')) return {};
    return {
      MemberExpression(node) {
        if (isMember(node, 'sql', RAW_SQL))
          context.report({
            node,
            message: 'sql.raw, sql.lit and sql.id put text into SQL; use a parameter, sql.ref or sql.table.',
          });
      },
    };
  }),

  'no-sql-now': rule('time comes from the clock, as a parameter', (context) => {
    if (inside(context, 'migrations')) return {};
    const message = 'SQL asks the database for the time; pass clock.now() as a parameter.';
    return {
      TaggedTemplateExpression(node) {
        if (isTag(node, 'sql') && SQL_TIME.test(textOf(node))) context.report({ node, message });
      },
      CallExpression(node) {
        const first = node.arguments[0];
        const called = node.callee.type === 'MemberExpression' ? node.callee.property.name : node.callee.name;
        if (called === 'fn' && first?.type === 'Literal' && SQL_TIME.test(`${first.value}(`))
          context.report({ node, message });
      },
    };
  }),

  'quoted-attributes': rule('an expression in an attribute stands in quotes', (context) =>
    eachHtml((node, { holes }) => {
      holes.forEach((hole, index) => {
        if (hole === 'unquoted')
          context.report({
            node: node.quasi.expressions[index],
            message: 'Quote the attribute: name="${value}".',
          });
      });
    }),
  ),

  'no-hx-on': rule('nothing in the markup needs eval', (context) =>
    eachHtml((node, { attributes }) => {
      for (const { name, value } of attributes) {
        const plain = name.replace(/^data-/, '');
        if (/^hx-on\b/.test(plain) || /^on[a-z]+$/.test(plain))
          context.report({
            node,
            message: `${name} is script in the markup; the content security policy blocks it.`,
          });
        else if (/^\s*(?:js|javascript):/i.test(value))
          context.report({
            node,
            message: `${name} begins with js:, which needs eval; the content security policy blocks it.`,
          });
        else if (/^hx-trigger\b/.test(plain) && value.includes('['))
          context.report({
            node,
            message: 'A trigger filter [..] needs eval; the content security policy blocks it.',
          });
      }
    }),
  ),

  'no-raw-html': rule('raw HTML enters at one place', (context) => {
    if (pathOf(context) === 'views/ui/rich-text.ts') return {};
    const report = (node) =>
      context.report({ node, message: 'raw() enters pages only through views/ui/rich-text.ts.' });
    const ofHono = (node) => /^hono\/(?:html|utils\/html)$/.test(node.source?.value ?? '');
    return {
      ImportDeclaration(node) {
        if (!ofHono(node)) return;
        for (const specifier of node.specifiers)
          if (specifier.type === 'ImportNamespaceSpecifier' || specifier.imported?.name === 'raw')
            report(specifier);
      },
      ExportNamedDeclaration(node) {
        if (ofHono(node))
          for (const specifier of node.specifiers) if (specifier.local.name === 'raw') report(specifier);
      },
      ExportAllDeclaration(node) {
        if (ofHono(node)) report(node);
      },
    };
  }),

  'no-wall-clock': rule('time comes from the clock', (context) => {
    if (!inside(context, 'src', 'views') || pathOf(context) === 'src/clock.ts') return {};
    const report = (node) =>
      context.report({ node, message: 'Time comes from the clock (src/clock.ts): clock.now().' });
    return {
      MemberExpression(node) {
        if (isMember(node, 'Date', ['now'])) report(node);
      },
      NewExpression(node) {
        if (node.callee.name === 'Date' && node.arguments.length === 0) report(node);
      },
      CallExpression(node) {
        if (node.callee.name === 'Date') report(node);
      },
    };
  }),

  'board-reads-only': rule('the board gets a ReadonlyDb', (context) => {
    if (!inside(context, 'src/board')) return {};
    const report = (node) =>
      context.report({ node, message: 'board/ reads only: import ReadonlyDb, and write nothing.' });
    return {
      ImportSpecifier(node) {
        if (WRITERS.includes(node.imported.name)) report(node);
      },
      ExportSpecifier(node) {
        if (WRITERS.includes(node.local.name)) report(node);
      },
      TSImportType(node) {
        if (WRITERS.includes(node.qualifier?.name)) report(node);
      },
      TaggedTemplateExpression(node) {
        if (isTag(node, 'sql') && SQL_WRITE.test(textOf(node))) report(node);
      },
    };
  }),
};

export default { meta: { name: 'bekal' }, rules };
