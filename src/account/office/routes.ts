import { Hono } from 'hono';
import { type AccountState, accountPage } from '../../../views/account/account.ts';
import { accountListPage } from '../../../views/account/account-list.ts';
import { newAccountPage } from '../../../views/account/new-account.ts';
import { appendEvent } from '../../audit/index.ts';
import type { Actor } from '../../http/actor.ts';
import { allow } from '../../http/audience.ts';
import { found, NotFound } from '../../http/errors.ts';
import { fields, type FormErrors, readForm, readQuery } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { shell } from '../../http/page.ts';
import { isId } from '../../id.ts';
import { ok } from '../../result.ts';
import { updatePerson } from '../update-person.ts';
import { endRole, grantRole, type GrantRefusal } from '../grant-role.ts';
import { resetSecondStep } from '../second-step/switch.ts';
import { setActive, unlock } from '../set-active.ts';
import { createWithRole } from './create-with-role.ts';
import { accountSearch, grantForm, newAccountForm, phoneForm, reasonForm } from './forms.ts';
import { bimtekChoices, findAccountOf, listAccounts } from './queries.ts';
import { readScope } from './read-scope.ts';

const admin = allow('admin');

export const routes = new Hono<Env>()
  .get('/kelola/akun', admin, async (c) => {
    const { db, clock } = c.get('house');
    const { q, sesudah } = readQuery(c, accountSearch);
    return c.html(accountListPage(shell(c), { q, rows: await listAccounts(db, q, sesudah, clock.now()) }));
  })
  .get('/kelola/akun/baru', admin, (c) => newAccount(c))
  .post('/kelola/akun', admin, async (c) => {
    const form = await readForm(c, newAccountForm);
    if (!form.ok) return newAccount(c, form.refusal);
    const { db, keys, clock } = c.get('house');
    const { role, name, phone } = form.value;
    const scope = role ? await readScope(db, { ...form.value, role }) : ok([]);
    if (!scope.ok) return newAccount(c, { fields: scope.refusal.fields, values: await fields(c) });
    const wish = { name, phone, grants: scope.value };
    const result = await once(c, (trx) => createWithRole(trx, keys, wish, actorOf(c).personId, clock.now()));
    return result.ok
      ? seeOther(c, `/slip/${result.value.personId}?kabar=akun`)
      : newAccount(c, { fields: grantFields(result.refusal), values: await fields(c) });
  })
  .get('/kelola/akun/:person', admin, (c) => show(c, { kabar: c.req.query('kabar') }))
  .post('/kelola/akun/:person/peran', admin, async (c) => {
    const { personId } = await accountOf(c);
    const form = await readForm(c, grantForm);
    if (!form.ok) return show(c, { grant: form.refusal }, 422);
    const { db, clock } = c.get('house');
    const scope = await readScope(db, form.value);
    if (!scope.ok) return show(c, { grant: { fields: scope.refusal.fields, values: await fields(c) } }, 422);
    const by = actorOf(c).personId;
    const result = await once(c, async (trx) => {
      for (const grant of scope.value) {
        const granted = await grantRole(trx, { ...grant, personId }, by, clock.now());
        if (!granted.ok) return granted;
      }
      return ok(null);
    });
    if (result.ok) return seeOther(c, `/kelola/akun/${personId}?kabar=peran`);
    if (result.refusal.reason === 'self') return show(c, { self: true }, 403);
    return show(c, { grant: { fields: grantFields(result.refusal), values: await fields(c) } }, 422);
  })
  .post('/kelola/akun/:person/peran/:grant/akhiri', admin, async (c) => {
    const account = await accountOf(c);
    const grant = c.req.param('grant');
    if (!account.roles.some((role) => role.id === grant)) throw new NotFound();
    const result = await once(c, (trx) =>
      endRole(trx, grant, actorOf(c).personId, c.get('house').clock.now()),
    );
    if (!result.ok && result.refusal.reason === 'self') return show(c, { self: true }, 403);
    return seeOther(c, `/kelola/akun/${account.personId}?kabar=berakhir`);
  })
  .post('/kelola/akun/:person/nonaktif', admin, (c) => activate(c, false))
  .post('/kelola/akun/:person/aktif', admin, (c) => activate(c, true))
  .post('/kelola/akun/:person/buka', admin, async (c) => {
    const { personId } = await accountOf(c);
    await once(c, (trx) => unlock(trx, { personId, by: actorOf(c).personId }, c.get('house').clock.now()));
    return seeOther(c, `/kelola/akun/${personId}?kabar=buka`);
  })
  .post('/kelola/akun/:person/nomor', admin, async (c) => {
    const { personId } = await accountOf(c);
    const form = await readForm(c, phoneForm);
    if (!form.ok) return show(c, { phone: form.refusal }, 422);
    const { keys, clock } = c.get('house');
    const by = actorOf(c).personId;
    await once(c, async (trx) =>
      ok(await updatePerson(trx, keys, personId, { phone: form.value.phone }, by, clock.now())),
    );
    return seeOther(c, `/kelola/akun/${personId}?kabar=nomor`);
  })
  .post('/kelola/akun/:person/langkah-kedua', admin, async (c) => {
    const { personId } = await accountOf(c);
    const form = await readForm(c, reasonForm);
    if (!form.ok) return show(c, { reset: form.refusal }, 422);
    const wish = { personId, by: actorOf(c).personId, reason: form.value.reason };
    const result = await once(c, (trx) => resetSecondStep(trx, wish, c.get('house').clock.now()));
    if (!result.ok && result.refusal.reason === 'self') return show(c, { self: true }, 403);
    return seeOther(c, `/kelola/akun/${personId}?kabar=langkah`);
  })
  .post('/kelola/akun/:person/tampilkan', admin, async (c) => {
    const { personId } = await accountOf(c);
    const event = {
      at: c.get('house').clock.now(),
      actorId: actorOf(c).personId,
      act: 'phone-revealed',
      subject: { kind: 'person', id: personId },
    };
    await once(c, (trx) => appendEvent(trx, event).then(() => ok(null)));
    return show(c, { phoneShown: true });
  });

const actorOf = (c: Ctx): Actor => found(c.get('actor'));

async function accountOf(c: Ctx) {
  const id = c.req.param('person');
  if (!isId(id)) throw new NotFound();
  return found(await findAccountOf(c.get('house').db, id, c.get('house').clock.now()));
}

async function show(c: Ctx, state: AccountState, status: 200 | 403 | 422 = 200) {
  const account = await accountOf(c);
  const bimtek = await bimtekChoices(c.get('house').db);
  return c.html(
    accountPage(shell(c), { account, bimtek, state, own: account.personId === actorOf(c).personId }),
    status,
  );
}

async function newAccount(c: Ctx, filled?: FormErrors) {
  const bimtek = await bimtekChoices(c.get('house').db);
  return c.html(newAccountPage(shell(c), bimtek, filled), filled ? 422 : 200);
}

async function activate(c: Ctx, active: boolean) {
  const { personId } = await accountOf(c);
  const by = actorOf(c).personId;
  const result = await once(c, (trx) => setActive(trx, { personId, by, active }, c.get('house').clock.now()));
  if (!result.ok) return show(c, { self: true }, 403);
  return seeOther(c, `/kelola/akun/${personId}?kabar=${active ? 'aktif' : 'nonaktif'}`);
}

function grantFields(refusal: GrantRefusal): Record<string, string> {
  return refusal.reason === 'dates' ? { until: 'end-before-start' } : { role: 'scope' };
}
