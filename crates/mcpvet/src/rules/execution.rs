//! EXE: what a launch line does beside starting a server.

use super::{Check, Found, Rule, RuleSeverity, Subject};
use crate::input::text::Text;
use crate::words::Words;

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "EXE-001",
        title: "A launch line runs several commands through a shell",
        severity: RuleSeverity::High,
        remedy: "Start the server alone; put what must come before it into a script that is reviewed and versioned.",
        check: Check::Server(composite),
    },
    Rule {
        id: "EXE-002",
        title: "A launch line downloads code and runs it",
        severity: RuleSeverity::Critical,
        remedy: "Install the program once, by a pinned version, and start it from there.",
        check: Check::Server(download_and_run),
    },
    Rule {
        id: "EXE-003",
        title: "A server is started with more rights than the user has",
        severity: RuleSeverity::High,
        remedy: "Start it as the user, or as a user of its own with fewer rights.",
        check: Check::Server(more_rights),
    },
    Rule {
        id: "EXE-004",
        title: "A launch line can destroy data",
        severity: RuleSeverity::High,
        remedy: "Take the command out; a server does not need it to start.",
        check: Check::Server(destructive),
    },
    Rule {
        id: "EXE-005",
        title: "A server is given a sensitive place",
        severity: RuleSeverity::High,
        remedy: "Give it the one folder that it works on.",
        check: Check::Server(sensitive_place),
    },
    Rule {
        id: "EXE-006",
        title: "A launch line hides what it does",
        severity: RuleSeverity::High,
        remedy: "Write the line in plain text, or do not use the server.",
        check: Check::Server(hidden_text),
    },
    Rule {
        id: "EXE-007",
        title: "Code is injected into the runtime",
        severity: RuleSeverity::Medium,
        remedy: "Move the code into a file of the server, and take the switch out.",
        check: Check::Server(injected_code),
    },
    Rule {
        id: "EXE-008",
        title: "A shared configuration starts a program from a place that others can write to",
        severity: RuleSeverity::Medium,
        remedy: "Start it from a package registry by a pinned version, or from a path that only its owner can write to.",
        check: Check::Server(writable_place),
    },
];

const SHELLS: Words = Words("bash sh zsh dash fish ksh ash cmd powershell pwsh");
const DOWNLOADERS: Words =
    Words("curl wget iwr irm invoke-webrequest invoke-restmethod certutil bitsadmin");
const INTERPRETERS: Words = Words("sh bash zsh dash python python3 node perl ruby php pwsh iex");

/// The base name of a command in lower case, without `.exe`.
fn base(word: &str) -> String {
    let name = word.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    name.strip_suffix(".exe").map_or(name.clone(), str::to_owned)
}

/// The words that a shell is to run as a script: those behind `-c`, `/c` or `-Command`.
fn scripts<'s, 'a>(subject: &'s Subject<'_, 'a>) -> &'s [Text<'a>] {
    let command = &subject.server.command;
    let at = command.iter().position(|word| SHELLS.contains(&base(&word.value)));
    let runs = |word: &Text<'a>| {
        let word = word.value.to_ascii_lowercase();
        Words("/c /k -command -c -lc -ic -ec -lic -xc").contains(&word)
    };
    let Some(at) = at else { return &[] };
    let behind = command[at..].iter().position(runs).map(|step| at + step + 1);
    behind.and_then(|behind| command.get(behind..)).unwrap_or_default()
}

fn composite(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    const OPERATORS: Words = Words("&& || ; | ` $( > <(");
    let alone = |word: &str| Words("& && || ; | > >>").contains(word);
    let in_script = scripts(subject).iter().find(|word| {
        let spaced = word.value.contains(char::is_whitespace);
        alone(&word.value)
            || (spaced && OPERATORS.iter().any(|op| without_quotes(&word.value).contains(op)))
    });
    let substituted = || {
        let words = subject.server.command.iter();
        words.clone().find(|word| word.value.contains("$(") || word.value.contains('`'))
    };
    found.at_each(in_script.or_else(substituted).map(|word| word.span));
}

/// A script without what stands in quotes: an operator there is text.
fn without_quotes(script: &str) -> String {
    let mut quote = None;
    let mut kept = String::new();
    for c in script.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            // A shell still looks into double quotes.
            Some('"') if c == '$' || c == '(' || c == '`' => kept.push(c),
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None => kept.push(c),
        }
    }
    kept
}

fn download_and_run(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    let encoded = subject.words.iter().find(|word| {
        let option = word.value.to_ascii_lowercase();
        Words("-enc -encodedcommand -ec").contains(&option)
    });
    let is_powershell =
        || subject.words.iter().any(|w| ["powershell", "pwsh"].contains(&&*base(&w.value)));
    if let Some(word) = encoded.filter(|_| is_powershell()) {
        return found.say(word.span, "An encoded script is run: nobody can read what it does");
    }
    let text: Vec<_> =
        subject.server.command.iter().map(|word| word.value.to_ascii_lowercase()).collect();
    if is_download_and_run(&text.join(" ")) {
        let at = subject.server.command.iter().find(|word| {
            DOWNLOADERS.iter().any(|name| word.value.to_ascii_lowercase().contains(name))
        });
        found.at_each(at.map(|word| word.span));
    }
}

/// `curl … | sh`, `sh -c "$(curl …)"`, `bash <(curl …)`, `iex (iwr …)`.
fn is_download_and_run(line: &str) -> bool {
    let starts = |part: &str, names: Words| {
        let word = part.trim_start().split([' ', '"', '\'', ')']).next().unwrap_or_default();
        let word = base(word);
        names.contains(word.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.'))
            || names.contains(&word)
    };
    let mut downloaded = false;
    for part in line.split('|') {
        let rest = part.trim_start();
        let rest = rest.strip_prefix("sudo ").unwrap_or(rest);
        if downloaded && starts(rest, INTERPRETERS) {
            return true;
        }
        downloaded |= DOWNLOADERS.iter().any(|name| has_word(part, name));
    }
    let inside = |mark: &str| line.split(mark).skip(1).any(|rest| starts(rest, DOWNLOADERS));
    let expression = has_word(line, "iex") || has_word(line, "invoke-expression");
    inside("$(") || inside("<(") || inside("`") || (expression && downloaded)
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').any(|part| part == word)
}

fn more_rights(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    let raises =
        |word: &&Text<'_>| Words("sudo doas runas pkexec gsudo").contains(&base(&word.value));
    found.at_each(subject.words.iter().find(raises).map(|word| word.span));
    if !subject.is_container() {
        return;
    }
    found.at_each(subject.flag(Words("--privileged --privileged=true")));
    for (value, span) in subject.options(Words("-u --user")) {
        if Words("root 0 0:0 root:root").contains(value) {
            found.say(span, "The container runs as root");
        }
    }
    for (value, span) in subject.options(Words("--cap-add")) {
        if ["all", "sys_admin", "cap_sys_admin", "sys_ptrace", "sys_module"]
            .contains(&&*value.to_ascii_lowercase())
        {
            found.say(span, format!("The container gets the capability {value}"));
        }
    }
}

fn destructive(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    let words = subject.words;
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).map(|next| &*next.value).unwrap_or_default();
        let letters = |wanted: &str| {
            next.starts_with('-')
                && !next.starts_with("--")
                && wanted.chars().all(|c| next.to_ascii_lowercase().contains(c))
        };
        let destroys = match &*base(&word.value) {
            "rm" => letters("rf"),
            "del" | "erase" | "rd" | "rmdir" => next.eq_ignore_ascii_case("/s"),
            "format" => next.len() == 2 && next.ends_with(':'),
            "dd" => words[at..].iter().any(|word| word.value.starts_with("of=")),
            "remove-item" => {
                words[at..].iter().any(|word| word.value.eq_ignore_ascii_case("-recurse"))
            }
            name => name == "mkfs" || name.starts_with("mkfs."),
        };
        if destroys {
            found.at(word.span);
        }
    }
}

/// Folders and files that hold keys, by the end of their path or a part in it.
const SENSITIVE: &[&str] = &[
    "/.ssh",
    "/.aws",
    "/.gnupg",
    "/.kube",
    "/.azure",
    "/.config/gcloud",
    "/.docker/config.json",
    "/.netrc",
    "/.npmrc",
    "/.pypirc",
    "/.git-credentials",
    "/.password-store",
    "/library/keychains",
    "/.local/share/keyrings",
    "/.mozilla",
    "/google/chrome/user data",
    "/application support/google/chrome",
    "/.config/google-chrome",
    "/docker.sock",
    "/pipe/docker_engine",
];
/// Places that are sensitive as they stand.
const ROOTS: Words = Words(
    "/ ~ ~/ $home $home/ ${home} ${home}/ %userprofile% c:/ c: d:/ /etc /etc/ /root /root/ \
    /var /usr /home /home/ /users /users/ /private/etc /proc /sys /dev c:/users c:/windows \
    ${userhome} ${userhome}/",
);

fn sensitive_place(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    for word in subject.words.iter().skip(1) {
        let value = match word.value.split_once('=') {
            Some((option, value)) if option.starts_with('-') => value,
            _ => &*word.value,
        };
        if value.contains("://") {
            continue;
        }
        if let Some(place) = places(value).find_map(|place| sensitive(&place)) {
            found.say(word.span, format!("The server is given {place}"));
        }
    }
}

/// The path of a word, or what a container mounts: `/a:/b:ro`, `type=bind,src=/a,dst=/b`.
fn places(value: &str) -> impl Iterator<Item = String> {
    let path = value.replace('\\', "/").to_ascii_lowercase();
    // `c:/x` is a drive, and `/:/x` the root of the machine as a container sees it.
    let drive = path.as_bytes().get(1) == Some(&b':') && !path.starts_with('/');
    let host = match path.split_once(':') {
        Some((host, _)) if !drive => host.to_owned(),
        _ => path.clone(),
    };
    let sources = path.split(',').filter_map(|part| {
        let (key, source) = part.split_once('=')?;
        ["src", "source"].contains(&key).then(|| source.to_owned())
    });
    let sources: Vec<_> = sources.collect();
    core::iter::once(host).chain(sources)
}

/// What a place is called, if it is sensitive. The rest of a path says who somebody is, or more.
fn sensitive(place: &str) -> Option<&'static str> {
    let bare = |path: &str| path.trim_end_matches('/').to_owned();
    let inside = |known: &&&str| {
        place.split(**known).nth(1).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    // The root of the file system is all slash.
    let root = ROOTS.iter().find(|root| !place.is_empty() && bare(root) == bare(place));
    let known = SENSITIVE.iter().find(inside).map(|known| known.trim_start_matches('/'));
    let home = || is_home(&bare(place)).then_some("a whole home folder");
    root.or(known).or_else(home)
}

/// `/home/me`, `/users/me`, `c:/users/me` and nothing below.
fn is_home(place: &str) -> bool {
    let below = ["/home/", "/users/", "c:/users/"].iter().find_map(|root| place.strip_prefix(root));
    below.is_some_and(|user| !user.is_empty() && !user.contains('/'))
}

fn hidden_text(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    for word in &subject.server.command {
        let steering = word.value.chars().any(|c| {
            matches!(c, '\u{1b}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
        });
        if steering {
            found.say(word.span, "Characters that nobody sees stand in the line");
        } else if is_encoded(&word.value) {
            found.say(word.span, "A long encoded text stands in the line");
        }
    }
}

/// 120 and more characters of Base64 or hexadecimal in one piece. Paths have shorter parts.
fn is_encoded(word: &str) -> bool {
    let part = |part: &str| {
        part.len() >= 120
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"+/=_-".contains(&b))
    };
    word.split(|c: char| c.is_whitespace() || "\"'(),:;".contains(c))
        .any(|piece| part(piece) && piece.split('/').any(|part| part.len() >= 60))
}

fn injected_code(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    const PRELOADS: Words =
        Words("LD_PRELOAD DYLD_INSERT_LIBRARIES PYTHONSTARTUP BASH_ENV PERL5OPT RUBYOPT");
    for (name, value, span) in subject.settings().filter(|setting| !setting.1.is_empty()) {
        let node = name == "NODE_OPTIONS"
            && ["--require", "--import", "-r ", "--loader", "--experimental-loader", "--eval"]
                .iter()
                .any(|o| value.contains(o));
        let path = name == "PATH"
            && value.split(':').any(|part| {
                part.is_empty() || part == "." || part.starts_with("./") || part.starts_with("/tmp")
            });
        if PRELOADS.contains(&name) || node || path {
            found.say(span, format!("{name} brings other code into the server"));
        }
    }
    let mut words = subject.words.iter().peekable();
    let mut runtime = String::new();
    while let Some(word) = words.next() {
        let name = base(&word.value);
        let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        if Words("node bun deno python ruby perl php").contains(bare) {
            bare.clone_into(&mut runtime);
            continue;
        }
        let evaluates: &[&str] = match &*runtime {
            "node" | "bun" => &["-e", "--eval", "-p", "--print", "-pe"],
            "deno" => &["eval"],
            "python" => &["-c"],
            "ruby" | "perl" => &["-e"],
            "php" => &["-r"],
            _ => &[],
        };
        let loads = ["node", "bun"].contains(&&*runtime)
            && ["-r", "--require", "--import", "--loader", "--experimental-loader"]
                .contains(&&*word.value);
        let mut from_url =
            || words.peek().is_some_and(|next| Words("http: https: data:").any_starts(&next.value));
        if evaluates.contains(&&*word.value) || (loads && from_url()) {
            found.say(word.span, format!("{runtime} runs code that stands in the line"));
            runtime.clear();
        } else if !word.value.starts_with('-') {
            // Behind the script the options are those of the server.
            runtime.clear();
        }
    }
}

fn writable_place(subject: &Subject<'_, '_>, found: &mut Found<'_>) {
    const EVERYBODY: Words = Words(
        "/tmp/ /var/tmp/ /dev/shm/ /private/tmp/ %temp% %tmp% $tmpdir ${tmpdir} \
        c:/windows/temp/",
    );
    const PROJECT: Words = Words("./ ../ ${workspacefolder} ${workspacefolder:");
    let Some(command) = subject.server.command.first() else { return };
    let path = command.value.replace('\\', "/").to_ascii_lowercase();
    if EVERYBODY.any_starts(&path) || (subject.context.is_shared && PROJECT.any_starts(&path)) {
        found.at(command.span);
    }
}
