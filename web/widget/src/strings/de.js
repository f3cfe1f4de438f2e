/**
 * Alle Texte des Elements auf Deutsch.
 *
 * @import { Strings } from './en.js'
 */

/** @param {number} n */
const number = (n) => n.toLocaleString('de');
/** @param {number} n @param {string} one @param {string} many */
const count = (n, one, many) => `${number(n)} ${n === 1 ? one : many}`;

/** @type {Strings} */
export const strings = {
  language: 'de',
  element: 'Sicherheitsmeldungen zu MCP-Paketen',

  input: 'Ihr Text',
  inputs: 'Geladene Texte',
  placeholder: 'Fügen Sie eine Lockdatei, eine Abhängigkeitsliste oder eine MCP-Konfiguration ein. Oder legen Sie Dateien oder einen Ordner hier ab.',
  choose: 'Dateien wählen',
  add: 'Text hinzufügen',
  clear: 'Leeren',
  remove: (name) => `${name} entfernen`,
  unnamed: (n) => `Text ${number(n)}`,
  drop: 'Dateien oder Ordner hier ablegen. Sie werden in diesem Tab gelesen und nirgendwohin gesendet.',
  large: 'Ein großer Text wird nur angezeigt. Fügen Sie einen anderen ein, um ihn zu ersetzen.',
  largeLabel: 'Ihr Text, wegen seiner Größe nur zum Lesen',
  moreLines: (rest) => `${count(rest, 'weitere Zeile', 'weitere Zeilen')} hier nicht angezeigt; geprüft werden alle`,
  unreadable: (names) => `Nicht lesbar: ${names.join(', ')}. Vielleicht haben sich die Rechte geändert; wählen Sie noch einmal.`,
  folder: (taken, seen) => `${number(taken)} von ${count(seen, 'Datei', 'Dateien')} sind dem Namen nach Listen oder Konfigurationen.`,
  tooMany: (n) => `Nur die ersten ${count(n, 'Datei', 'Dateien')} wurden übernommen.`,
  notMeant: (n) => `${count(n, 'Datei', 'Dateien')} ohne Pakete weggelassen.`,
  shared: 'Aus dem geöffneten Link geladen.',
  sharedBroken: 'Der Link ist nicht lesbar: Vielleicht wurde er unterwegs abgeschnitten.',
  srcFailed: (message) => `Der Text konnte nicht geladen werden: ${message}`,

  format: 'Gelesen als',
  detected: (title) => `${title} (erkannt)`,
  detect: 'Selbst erkennen',
  formatUnknown: 'Nicht erkannt: Format wählen',
  packages: (n) => count(n, 'Paket', 'Pakete'),

  empty: {
    title: 'Sehen Sie, welche Sicherheitsmeldungen Sie betreffen',
    text: 'Die Antwort kommt beim Tippen: zu jedem Paket, was zu tun ist und warum. Was sich nicht entscheiden lässt, steht genauso deutlich da.',
    try: 'Ein Beispiel ausprobieren',
    lockfile: 'Genaue Versionen: Jedes Paket lässt sich entscheiden.',
    config: 'Server, die mit npx und uvx starten; einer ohne feste Version.',
    requirements: 'Ein Bereich, der betroffene und andere Versionen zulässt.',
  },
  loading: 'Die Meldungen werden geladen …',
  checking: 'Wird geprüft …',
  progress: (done, total) => `Wird geprüft: ${number(done)} von ${count(total, 'Text', 'Texten')} fertig`,

  failed: {
    unloaded: 'Die Meldungen konnten nicht geladen werden. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
    offline: 'Sie sind offline, und die Meldungen sind noch nicht geladen. Sie laden von selbst, sobald Sie wieder online sind.',
    failed: 'Die Prüfung endete ohne Antwort. Das ist ein Fehler in mcpvet.',
    retry: 'Noch einmal versuchen',
  },
  offline: 'Sie sind offline; die Prüfung arbeitet wie zuvor.',
  stale: (built, days) => `Diese Meldungen sind vom ${built}, ${count(days, 'Tag', 'Tage')} alt: Neuere sind in dieser Antwort nicht enthalten.`,

  summary: {
    action: (affected, packages) =>
      packages === 1 ? 'Bei 1 Paket ist etwas zu tun' : `Bei ${number(affected)} von ${number(packages)} Paketen ist etwas zu tun`,
    clear: ({ packages, advisories, built, undecided }) => {
      const none = undecided > 0 ? 'keine trifft nachweislich zu' : 'keine trifft zu';
      return `${count(packages, 'Paket', 'Pakete')} gegen ${count(advisories, 'Meldung', 'Meldungen')} vom ${built} geprüft: ${none}`;
    },
    undecided: (n) => `${number(n)} nicht entscheidbar`,
    unread: (n) => `${count(n, 'Teil', 'Teile')} nicht lesbar`,
    rules: (n, worst) => `${count(n, 'Regelbefund', 'Regelbefunde')}, höchste Stufe: ${worst.toLowerCase()}`,
    nothingRead: 'Kein Paket wurde gelesen, also auch nichts geprüft',
    noPackages: 'Dieser Text nennt kein Paket; es gab nichts zu prüfen.',
    onlyLocal: 'Hier steht nur der eigene Code des Projekts, und dazu gibt es keine Meldungen.',
    sentence: (parts) => `${parts.join('; ')}.`,
    data: (advisories, built) => `Geprüft gegen ${count(advisories, 'Meldung', 'Meldungen')} vom ${built}.`,
    first: 'Zuerst',
  },

  badge: {
    affected: (n) => count(n, 'Meldung trifft zu', 'Meldungen treffen zu'),
    undecided: 'nicht entscheidbar',
    clear: 'keine Meldung trifft zu',
    unread: 'nicht lesbar',
    details: 'Was gefunden wurde',
  },

  sections: {
    now: 'Sofort handeln',
    soon: 'Bald handeln',
    plan: 'Einplanen',
    later: 'Bei Gelegenheit',
    undecided: 'Nicht entscheidbar',
    rules: 'Befunde der Regeln',
    notes: 'Nicht gelesen oder auffällig',
  },
  filters: {
    label: 'Befunde auswählen',
    search: 'In Befunden suchen',
    severity: 'Schwere',
    show: 'Art',
    group: 'Verwendung',
    any: 'Jede Schwere',
    atLeast: (severity) => `${severity} oder höher`,
    all: 'Alles',
    affected: 'Zu tun',
    undecided: 'Nicht entscheidbar',
    rules: 'Regelbefunde',
    notes: 'Hinweise',
    anyGroup: 'Jede Verwendung',
    prod: 'Produktion',
    dev: 'Nur Entwicklung',
    hidden: (n) => `${count(n, 'Befund ist', 'Befunde sind')} durch Filter ausgeblendet.`,
    reset: 'Alle zeigen',
  },
  more: (n) => `${number(n)} weitere zeigen`,

  severity: {
    malware: 'Schadcode',
    critical: 'Kritisch',
    high: 'Hoch',
    medium: 'Mittel',
    low: 'Niedrig',
    none: 'Keine',
    unknown: 'Schwere unbekannt',
  },
  ruleSeverity: { critical: 'Kritisch', high: 'Hoch', medium: 'Mittel', low: 'Niedrig', info: 'Hinweis' },
  undecided: 'Nicht entscheidbar',
  levels: { error: 'Nicht geprüft', warning: 'Auffällig', info: 'Hinweis' },

  line: (line) => `Zeile ${number(line)}`,
  goToLine: (line) => `Zeile ${number(line)} im Text zeigen`,
  goToFinding: (line, what) => `Zeile ${number(line)}: ${what}`,
  startedBy: (server, runner) => `Server „${server}“, gestartet mit ${runner}`,
  remote: (server) => `Server „${server}“, über das Netz erreicht`,
  ofServer: (server) => `Server „${server}“`,
  alias: (alias) => `verwendet als ${alias}`,
  via: (chain, more) => `über ${chain}${more > 0 ? ` (und ${number(more)} weitere)` : ''}`,
  noVersion: 'ohne Version',
  noName: 'ein Paket ohne Namen',
  couldApply: 'Könnte je nach Version zutreffen',
  published: (date) => `veröffentlicht am ${date}`,
  newTab: 'öffnet sich in einem neuen Tab',
  whatToDo: 'Was zu tun ist',
  copy: 'Kopieren',
  copyThis: (text) => `„${text}“ kopieren`,
  copied: 'Kopiert',
  copyFailed: 'Der Browser hat das Kopieren nicht erlaubt. Markieren Sie den Text und kopieren Sie ihn selbst.',

  details: {
    show: 'Einzelheiten',
    label: (id) => `Einzelheiten zu ${id}`,
    loading: 'Die Texte der Meldungen werden geladen …',
    failed: 'Die Texte der Meldungen konnten nicht geladen werden. Prüfen Sie die Verbindung und öffnen Sie dies noch einmal.',
    missing: 'Diese Daten enthalten keinen Text zu dieser Meldung.',
    impact: 'Was geschehen kann',
    remediation: 'Was zu tun ist',
    affected: 'Betroffene Versionen',
    timeline: 'Zeitlicher Ablauf',
    references: 'Weiterlesen',
    facts: 'Angaben',
    category: 'Art des Problems',
    component: 'Bereich',
    cwe: 'Schwachstellentyp',
    cvss: 'CVSS-Vektor',
    note: 'Zu den Versionsbereichen',
    withdrawn: 'Zurückgezogen am',
  },

  exporting: {
    open: 'Exportieren',
    label: 'Die Antwort mitnehmen',
    save: 'Speichern',
    saveAs: (title) => `Als ${title} speichern`,
    copyAs: (title) => `Als ${title} kopieren`,
    print: 'Drucken',
    share: 'Als Link teilen …',
    warning:
      'Der Link enthält Ihren gesamten Text. Wer ihn erhält, kann ihn lesen, und er bleibt in den Verläufen von Browsern und Chats. Suchen Sie vorher nach Namen und Geheimnissen.',
    make: 'Link erstellen',
    cancel: 'Abbrechen',
    link: 'Link mit Ihrem Text',
    long: (n) => `Er hat ${number(n)} Zeichen; manche Programme schneiden so lange Links ab.`,
    tooLarge: 'Der Text ist zu groß für einen Link. Speichern Sie stattdessen den Bericht.',
    failed: 'Der Bericht konnte nicht geschrieben werden.',
  },

  privacy: 'Nichts, was Sie hier eingeben, verlässt diesen Tab.',
  verify: 'So prüfen Sie das nach',
  verifySteps: [
    'Öffnen Sie die Entwicklerwerkzeuge Ihres Browsers (F12) und dort die Netzwerkanalyse, dann fügen Sie etwas ein: Es erscheint keine Anfrage.',
    'Oder trennen Sie die Verbindung, sobald diese Seite geladen ist: Die Prüfung arbeitet wie zuvor.',
    'Später laden nur Dateien dieser Seite, wenn Sie Einzelheiten öffnen, exportieren oder die Sprache wechseln; keine hängt von Ihrer Eingabe ab.',
  ],
  data: (advisories, built) => `${count(advisories, 'Meldung', 'Meldungen')}, Stand ${built}`,
  coverage: 'Was sie abdecken',
  coverageColumns: ['Ökosystem', 'Pakete', 'Meldungen'],
  digest: (digest) => `Datenpaket ${digest}`,
};
