/** Things a program is about: singular, lower case, no keyword of Go or TypeScript and no verb of the annotation language. */
export const nouns = (
  "account address alarm archive article batch bill branch bucket buffer budget cable calendar carrier cart catalog " +
  "channel charge claim client clock cluster column contract counter courier coupon cursor customer depot device digest " +
  "document draft driver entry event fee field filter folder forecast gateway grant group handle header history " +
  "image index invoice item job journal key label lane layer ledger lease limit line listing lock log mailbox " +
  "meter metric module node note notice offer order outlet owner page parcel partner path patch payment period " +
  "permit pipeline plan policy pool port price printer profile project quota query queue quote rate reader receipt " +
  "record region registry release report request reserve result role room route rule sample schedule schema sensor " +
  "session shard shelf shipment signal site slot snapshot span stack stage station status step stock store stream " +
  "supplier table tariff task team template tenant ticket timer token topic track trace truck unit update upload " +
  "usage user value vendor version view volume voucher wallet warehouse window worker zone"
).split(" ");

/** What programs do, one lower-case word each. */
export const verbs = (
  "accept add adjust allocate append apply archive assign attach balance begin bind book build cancel check claim clean " +
  "close collect combine commit compare compute confirm copy count create decode defer delete deliver derive detach drain " +
  "drop emit encode enqueue expand expire export extend fetch fill filter find finish flush fold format forward free gather " +
  "group guard hold import insert join keep lease list load lock look mark match measure merge move normalize notify open " +
  "order pack parse patch pause plan poll prepare print probe publish pull push queue read rebuild receive reconcile record " +
  "refresh register release remove rename render repair replace report reserve reset resolve restore resume retry return " +
  "rotate route schedule seal search select send settle shift sign skip sort split start stop store sum swap sync take " +
  "touch track transform trim unlock unpack update validate verify visit wait walk wrap write"
).split(" ");

/** How things are. */
export const adjectives = (
  "active annual archived available blocked broken cached cheap closed cold complete current daily damaged default deferred " +
  "empty expired external final first foreign former fresh hidden idle incoming internal invalid known large last late local " +
  "manual missing monthly narrow new nightly obsolete old open optional outgoing overdue parallel partial pending primary " +
  "private public ready regional rejected remote reserved safe secondary shared short silent single slow spare stable stale " +
  "static temporary total unknown unused upper urgent valid visible weekly wide"
).split(" ");

/** The word with a capital: `order` gives `Order`. */
export const capital = (word) => word[0].toUpperCase() + word.slice(1);

/** A name such as `settleInvoice` or, with a capital, `SettleInvoice`. */
export const action = (random, exported = false) => {
  const verb = random.pick(verbs);
  return (
    (exported ? capital(verb) : verb) +
    capital(random.pick(nouns)) +
    (random.chance(0.3) ? capital(random.pick(nouns)) : "")
  );
};

/** A name of a type such as `OverdueInvoice`. */
export const typeName = (random) => capital(random.pick(adjectives)) + capital(random.pick(nouns));

/** A sentence for a comment, without a line break. */
export function sentence(random) {
  const subject = `${random.pick(["The", "Every", "Each", "A", "One", "This"])} ${random.pick(adjectives)} ${random.pick(nouns)}`;
  const middle = `${random.pick(["may", "must", "will", "does not", "should"])} ${random.pick(verbs)} the ${random.pick(nouns)}`;
  const rest = random.pick([
    () => `before the ${random.pick(nouns)} is ${random.pick(adjectives)}`,
    () => `with ${random.pick(adjectives)} ${random.pick(nouns)}s from the ${random.pick(nouns)}`,
    () => `unless somebody asked to ${random.pick(verbs)} it`,
    () => `to the ${random.pick(nouns)}, for ${random.pick(adjectives)} ${random.pick(nouns)}s too`,
    () => `because the ${random.pick(nouns)} can ${random.pick(verbs)} only once`,
  ])();
  return `${subject} ${middle} ${rest}.`;
}
