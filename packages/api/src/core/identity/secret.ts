import { findIdentitySecret, insertIdentitySecret, replaceIdentitySecret } from "@chat/db";
import { type IdentitySecret, WidgetRef } from "../../contract";
import { randomId } from "../crypto";
import { adminVerb } from "../verb";
import { ownWidget, unknownWidget } from "../widget/own-widget";

/** 238 random bits. */
const SECRET_CHARS = 40;

/**
 * What the site's server proves its users' ids with. Made when it is first asked for.
 * @throws NotFound WIDGET_UNKNOWN · Forbidden WIDGET_FOREIGN
 */
export const showIdentitySecret = adminVerb(WidgetRef, async (ctx, { siteKey }): Promise<IdentitySecret> => {
  const key = { accountId: ctx.actor.accountId, siteKey };
  await ownWidget(ctx, key.accountId, siteKey);
  const known = await findIdentitySecret(ctx.db, siteKey);
  if (known !== null) return { secret: known };
  // Of two who ask at once one makes it, and both are told that one.
  await insertIdentitySecret(ctx.db, key, randomId(SECRET_CHARS));
  const secret = await findIdentitySecret(ctx.db, siteKey);
  if (secret === null) throw unknownWidget(siteKey);
  return { secret };
});

/**
 * Another secret in place of the one there is: every hash made with that proves nothing from now on.
 * @throws NotFound WIDGET_UNKNOWN · Forbidden WIDGET_FOREIGN
 */
export const rotateIdentitySecret = adminVerb(WidgetRef, async (ctx, { siteKey }): Promise<IdentitySecret> => {
  const key = { accountId: ctx.actor.accountId, siteKey };
  await ownWidget(ctx, key.accountId, siteKey);
  const secret = randomId(SECRET_CHARS);
  if (!(await replaceIdentitySecret(ctx.db, key, secret))) throw unknownWidget(siteKey);
  return { secret };
});
