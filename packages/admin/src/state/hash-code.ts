export const HASH_LANGUAGES = ["Node", "PHP", "Python", "Ruby"] as const;
export type HashLanguage = (typeof HASH_LANGUAGES)[number];

/** The line of the site's server that makes a user's hash. The secret stands in its environment, never in a page. */
export const HASH_CODE: Record<HashLanguage, string> = {
  Node: `const hash = require("node:crypto").createHmac("sha256", process.env.CHAT_IDENTITY_SECRET).update(user.id).digest("hex");`,
  PHP: `$hash = hash_hmac("sha256", $user->id, getenv("CHAT_IDENTITY_SECRET"));`,
  Python: `hash = hmac.new(os.environ["CHAT_IDENTITY_SECRET"].encode(), user.id.encode(), hashlib.sha256).hexdigest()`,
  Ruby: `hash = OpenSSL::HMAC.hexdigest("SHA256", ENV["CHAT_IDENTITY_SECRET"], user.id)`,
};

/** What the page then says to the widget. */
export const IDENTIFY_CODE = `ChatWidget.identify({ id: user.id, name: user.name, email: user.email, hash });`;
