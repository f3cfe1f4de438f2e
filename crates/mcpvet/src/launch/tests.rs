use super::{resolve, shell};
use crate::input::text::Text;
use crate::package::{Confidence, Package, Source};

/// `npm name @1.2 exact`: ecosystem, name, requirement, and what is not usual.
fn shown(package: &Package<'_>) -> String {
    let ecosystem = package.ecosystem.map_or("-", |ecosystem| ecosystem.name());
    let mut shown = format!("{ecosystem} {} {:?}", package.name, package.requirement.class);
    if !package.requirement.text.is_empty() {
        shown = format!("{shown} {}", package.requirement.text);
    }
    if package.source != Source::Registry {
        shown = format!("{shown} {:?}", package.source);
    }
    if package.confidence == Confidence::Low {
        shown.push_str(" ?");
    }
    shown
}

#[track_caller]
fn check(line: &str, expected: &str) {
    let tokens = shell::words(&Text::of(line, line), shell::Dialect::Posix);
    let found: Vec<String> = resolve(None, &tokens).iter().map(shown).collect();
    assert_eq!(found.join(" + "), expected, "{line}");
}

#[test]
fn npm_runners() {
    for (line, expected) in [
        ("npx -y mcp-remote@0.1.15", "npm mcp-remote Exact 0.1.15"),
        ("npx @s/n", "npm @s/n None"),
        ("npx -y -- foo@latest --flag", "npm foo DistTagLatest latest"),
        ("npx -p foo@1.0.0 --package=bar@^2 bin", "npm foo Exact 1.0.0 + npm bar Range ^2"),
        ("npx --registry https://npm.example.com foo@1.0.0", "npm foo Exact 1.0.0 Url"),
        ("npm exec --package=foo@1.0.0 -- bin x", "npm foo Exact 1.0.0"),
        ("npm x foo", "npm foo None"),
        ("npm run start", "- npm Path . Local"),
        ("bunx --bun foo@1.2.3", "npm foo Exact 1.2.3"),
        ("bun x foo", "npm foo None"),
        ("bun run index.ts", "- bun Path index.ts Program"),
        ("pnpm --package=foo@1.0.0 dlx bin", "npm foo Exact 1.0.0"),
        ("pnpm dlx foo@next", "npm foo DistTag next"),
        ("yarn dlx -q foo", "npm foo None"),
        ("yarn start", "- yarn Path . Local"),
        ("C:/tools/NPX.CMD foo", "npm foo None"),
        ("npx -y ${PKG}", "npm  Dynamic ${PKG}"),
        ("npx -y mcp-remote@${V}", "npm mcp-remote Dynamic ${V}"),
        ("npx @s/${PKG}@1.0.0", "npm  Dynamic @s/${PKG}@1.0.0"),
        (
            "npx -y '${PKG:-mcp-remote@0.1.15}' x",
            "npm  Dynamic ${PKG} + npm mcp-remote Exact 0.1.15 ?",
        ),
        (
            "npx mcp-remote@${V:-0.1.15}",
            "npm mcp-remote Dynamic ${V} + npm mcp-remote Exact 0.1.15 ?",
        ),
        ("npx --otp X foo", "npm foo None"),
        ("npx -y --token X mcp-remote@0.1.15", "npm mcp-remote Exact 0.1.15 ?"),
        ("npx -y --token X", "- npx None Program"),
        ("npx --new foo@1.0.0 bar@2.0.0", "npm foo Exact 1.0.0 ? + npm bar Exact 2.0.0 ?"),
        ("npx --new foo@1.0.0 run", "npm foo Exact 1.0.0 ?"),
        ("npx -yp foo@1.0.0 bin", "npm foo Exact 1.0.0"),
        ("npx -c 'npx foo@1.0.0 | tee x'", "npm foo Exact 1.0.0"),
        ("npx -p foo@1.0.0 -c 'foo --key k'", "npm foo Exact 1.0.0"),
        ("npx a/b=c", "npm  None Url"),
        ("npx", "- npx None Program"),
    ] {
        check(line, expected);
    }
}

#[test]
fn bridges_lead_on() {
    for (line, expected) in [
        (
            "npx mcp-remote@0.1.15 https://u:p@h.example/sse?k=1 --header 'A: b'",
            "npm mcp-remote Exact 0.1.15 + - h.example/sse None Remote",
        ),
        (
            "npx -y supergateway --stdio 'uvx mcp-server-git' --port 8000",
            "npm supergateway None + PyPI mcp-server-git None",
        ),
        (
            "uvx mcp-proxy http://localhost:8080/sse",
            "PyPI mcp-proxy None + - localhost:8080/sse None Remote",
        ),
        ("npx foo https://h.example/", "npm foo None"),
    ] {
        check(line, expected);
    }
}

#[test]
fn python_runners() {
    for (line, expected) in [
        ("uvx mcp-server-git@2025.9.25", "PyPI mcp-server-git Exact 2025.9.25"),
        ("uvx mcp_server_git@latest", "PyPI mcp-server-git DistTagLatest latest"),
        ("uvx pkg==1.2", "PyPI pkg Exact 1.2"),
        ("uvx 'pkg[cli]@1.2'", "PyPI pkg Exact 1.2"),
        ("uvx --from 'pkg[cli]>=1' bin", "PyPI pkg Range >=1"),
        (
            "uvx --from git+https://github.com/u/r@v1 bin",
            "PyPI github.com/u/r GitRef git+https://github.com/u/r@v1 Git",
        ),
        (
            "uvx --python 3.12 --with a,b==1 --with 'c>=1,<2' pkg",
            "PyPI pkg None + PyPI a None + PyPI b Exact 1 + PyPI c Range >=1,<2",
        ),
        ("uvx --index-url https://pypi.example.com/simple pkg", "PyPI pkg None Url"),
        ("uv tool run pkg==1.2", "PyPI pkg Exact 1.2"),
        ("uv --directory /x run --with mcp==1.9.0 mcp run server.py", "PyPI mcp Exact 1.9.0"),
        ("uv run server.py", "- uv Path server.py Program"),
        ("uvx --torch-backend cpu pkg", "PyPI pkg None"),
        ("uvx --new X pkg", "PyPI pkg None ?"),
        ("uvx ${PKG}", "PyPI  Dynamic ${PKG}"),
        ("uvx ${PKG:-foo==1.2}", "PyPI  Dynamic ${PKG} + PyPI foo Exact 1.2 ?"),
        ("uvx foo@${V}", "PyPI foo Dynamic ${V}"),
        ("uv run npx foo", "npm foo None"),
        ("pipx run pkg==1.2", "PyPI pkg Exact 1.2"),
        ("pipx run --spec 'pkg>1' bin", "PyPI pkg Range >1"),
    ] {
        check(line, expected);
    }
}

#[test]
fn containers() {
    for (line, expected) in [
        ("docker run -i --rm mcp/fetch", "OCI docker.io/mcp/fetch OciLatestImplicit"),
        ("docker run -e A=b -v /x:/y node:20", "OCI docker.io/library/node OciTag 20"),
        ("podman run --network=host localhost:5000/a/b:1", "OCI localhost:5000/a/b OciTag 1"),
        ("docker container run ghcr.io/o/i:v1@sha256:ab", "OCI ghcr.io/o/i Digest sha256:ab"),
        (
            "docker run -i node:20 npx -y foo@1.0.0",
            "OCI docker.io/library/node OciTag 20 + npm foo Exact 1.0.0",
        ),
        ("docker run mcp/fetch:${V}", "OCI docker.io/mcp/fetch Dynamic mcp/fetch:${V}"),
        ("docker compose up", "- docker None Program"),
        (
            "docker run ${IMAGE:-x}",
            "OCI  Dynamic ${IMAGE} + OCI docker.io/library/x OciLatestImplicit ?",
        ),
        (
            "docker run -i node:22 sh -c 'npx -y mcp-remote@0.1.15'",
            "OCI docker.io/library/node OciTag 22 + npm mcp-remote Exact 0.1.15",
        ),
        (
            "docker run --entrypoint npx node:22 -y mcp-remote@0.1.15",
            "OCI docker.io/library/node OciTag 22 + npm mcp-remote Exact 0.1.15",
        ),
        ("docker run -ie K=v -itp 80:80 mcp/fetch", "OCI docker.io/mcp/fetch OciLatestImplicit"),
        (
            "docker run --mac-address m --health-cmd c --secret s a/b",
            "OCI docker.io/a/b OciLatestImplicit",
        ),
        ("docker run --new X a/b:1", "OCI docker.io/a/b OciTag 1 ?"),
        ("docker run A=b", "- docker None Program"),
        ("docker run Secret", "- docker None Program"),
        ("docker run node docker run other", "OCI docker.io/library/node OciLatestImplicit"),
    ] {
        check(line, expected);
    }
}

#[test]
fn interpreters_give_hints() {
    for (line, expected) in [
        ("python3 -m mcp_server_git --repo x", "PyPI mcp-server-git None ?"),
        ("node /x/node_modules/@s/n/dist/index.js", "npm @s/n None ?"),
        ("node build/index.js", "- node Path build/index.js Program"),
        ("python -c 'import os' x", "- python None Program"),
        ("/usr/local/bin/my-server --x", "- my-server None Program"),
        ("'/opt/bin/my-server --key secret https://h/?k=secret'", "- my-server None Program"),
        ("python3.12 -um mcp_server_git", "PyPI mcp-server-git None ?"),
        ("node --token SECRET x.js", "- node Path x.js Program"),
        ("node --token SECRET", "- node None Program"),
        ("node /x/npm/bin/npx-cli.js -y foo", "npm foo None"),
        ("'my-server secret'", "- my-server None Program"),
        ("'C:/Program Files/My Server.exe'", "- my server None Program"),
    ] {
        check(line, expected);
    }
}

#[test]
fn wrappers_come_off() {
    for (line, expected) in [
        ("cmd /c npx -y foo@1.0.0", "npm foo Exact 1.0.0"),
        ("cmd.exe /C 'npx -y foo@1.0.0'", "npm foo Exact 1.0.0"),
        ("bash -lc 'cd /x && A=b npx foo@1.0.0'", "npm foo Exact 1.0.0"),
        ("sh -c 'npx a@1.0.0; uvx b'", "npm a Exact 1.0.0 + PyPI b None"),
        ("env -u X A=b npx foo", "npm foo None"),
        ("sudo -u me env A=b bash -c \"npx foo@2.0.0\"", "npm foo Exact 2.0.0"),
        ("timeout 30 npx foo", "npm foo None"),
        ("mise x -- uvx foo", "PyPI foo None"),
        ("wsl -d Ubuntu npx foo", "npm foo None"),
        ("powershell -Command 'npx foo'", "npm foo None"),
        ("'npx -y foo@1.0.0'", "npm foo Exact 1.0.0"),
        ("bash", "- bash None Program"),
        ("bash -ec 'npx foo'", "npm foo None"),
        ("bash -o pipefail -c 'npx foo'", "npm foo None"),
        ("bash -c 'exec \"$@\"' _ npx foo", "npm foo None"),
        ("env -S 'A=b npx foo'", "npm foo None"),
        ("env '-S npx foo'", "npm foo None"),
        ("powershell -NoProfile npx foo", "npm foo None"),
        ("powershell -ExecutionPolicy Bypass -Command '& { npx foo }'", "npm foo None"),
        ("pwsh -Command '$env:K=\"x\"; npx foo'", "npm foo None"),
        ("asdf exec npx foo", "npm foo None"),
        ("volta run --node 22 npx foo", "npm foo None"),
        ("nvm exec 22 npx foo", "npm foo None"),
        ("dotenv -e .env npx foo", "npm foo None"),
        ("dotenv -e .env -- npx foo", "npm foo None"),
        ("cmd /c 'curl https://h?a=b&SECRET'", "- curl None Program"),
        ("cmd /d /s /c 'set A=b && npx foo'", "npm foo None"),
        ("cmd /c set A=b '&&' npx foo", "npm foo None"),
        ("'API_KEY=sk-SECRET npx -y foo'", "npm foo None"),
        ("'npx foo && uvx bar' x", "npm foo None + PyPI bar None"),
        ("sudo --new SECRET npx foo", "npm foo None"),
        ("sudo --new SECRET my-server", "- sudo None Program"),
        ("${CMD} x", "-  Dynamic ${CMD} Program"),
        ("", ""),
    ] {
        check(line, expected);
    }
}

#[test]
fn scripts_are_followed() {
    for (script, expected) in [
        ("(cd /x && npx foo)", "npm foo None"),
        ("if [ -f x ]; then npx foo; else uvx bar; fi", "npm foo None + PyPI bar None"),
        ("npx foo 2>&1 >log.txt", "npm foo None"),
        (">log npx foo", "npm foo None"),
        ("X=`npx foo`; my-server $(uvx bar)", "npm foo None + PyPI bar None"),
        ("npx foo <<EOF\nnpx SECRET\nEOF", "npm foo None"),
        ("while ! npx foo; do sleep 1; done", "npm foo None"),
        ("for k in SECRET; do npx foo; done", "npm foo None"),
        ("{ npx foo; }", "npm foo None"),
        ("export A=b; A=b npx foo", "npm foo None"),
        ("export A=SECRET", "- sh None Program"),
        ("case $1 in SECRET) npx foo;; esac", "npm foo None"),
        ("./setup.sh; SECRET%x", "- setup.sh None Program"),
        ("eval 'npx foo'", "npm foo None"),
    ] {
        let tokens = ["sh", "-c", script].map(|word| Text::of(word, word)).to_vec();
        let found: Vec<String> = resolve(None, &tokens).iter().map(shown).collect();
        assert_eq!(found.join(" + "), expected, "{script}");
    }
}

#[test]
fn nested_commands_are_followed() {
    const REMOTE: &str = "npm mcp-remote Exact 0.1.15";
    for (line, first) in [
        (
            "npx @modelcontextprotocol/inspector@0.17.0 npx -y mcp-remote@0.1.15",
            "npm @modelcontextprotocol/inspector Exact 0.17.0",
        ),
        (
            "npx -y supergateway@3.4.0 '--stdio=npx -y mcp-remote@0.1.15'",
            "npm supergateway Exact 3.4.0",
        ),
        (
            "npx supergateway@3.4.0 --port 80 --stdio 'npx -y mcp-remote@0.1.15'",
            "npm supergateway Exact 3.4.0",
        ),
        ("uvx mcp-proxy --port 80 -- npx -y mcp-remote@0.1.15", "PyPI mcp-proxy None"),
        ("npx envmcp --env-file f npx mcp-remote@0.1.15", "npm envmcp None"),
        ("npx envmcp npx mcp-remote@0.1.15", "npm envmcp None"),
    ] {
        check(line, &format!("{first} + {REMOTE}"));
    }
    check(
        "npx -y @smithery/cli run @o/server --key k",
        "npm @smithery/cli None + - @o/server None Program ?",
    );
    check(
        "uvx mcpo --port 8000 -- uvx mcp-server-time",
        "PyPI mcpo None + PyPI mcp-server-time None",
    );
    check(&"npx mcpo ".repeat(50_000), &["npm mcpo None"; 5].join(" + "));
}

/// No text of these places may be shown, whatever the package turns out to be.
#[test]
fn nothing_secret_is_shown() {
    for line in [
        "npx --token PLANTED mcp-remote@0.1.15",
        "npx -y --api-key PLANTED",
        "npx --otp PLANTED foo",
        "npx --new PLANTED@host foo",
        "npx foo --key PLANTED",
        "npx u:PLANTED@h/x",
        "npx PLANTED@h/x",
        "npx foo@PLANTED",
        "npx foo@u:PLANTED@h",
        "npx github:PLANTED@x/y",
        "npx user:PLANTED@github.com:u/r",
        "npx git+https://user:PLANTED@github.com/u/r",
        "npx git+https://user:PLA/PLANTED@github.com/u/r",
        "npx https://user:PLANTED@host/x.tgz",
        "npx https://user:x#PLANTED@host",
        "npx 'https://host/x.tgz?k=PLANTED'",
        "npx https://host/k=PLANTED/x.tgz",
        "npx ${PKG:-PLANTED}",
        "npx ${PKG:-u:PLANTED@h}",
        "npx foo@${V:-PLANTED}",
        "npx PLANTED${V}",
        "npx foo@$(echo PLANTED)",
        "npx a@npm:u:PLANTED@x",
        "npx --registry https://u:PLANTED@h foo",
        "npx --//h/:_authToken=PLANTED foo",
        "npx -c 'PLANTED=x foo'",
        "npx mcp-remote https://u:PLANTED@h/sse --header 'A: PLANTED'",
        "npx mcp-remote https://h/sse?key=PLANTED#PLANTED",
        "npx mcp-remote https://h/a;PLANTED/x",
        "npx supergateway --stdio 'K=PLANTED npx foo --t PLANTED'",
        "npx @smithery/cli run foo --key PLANTED",
        "npx @smithery/cli run --key PLANTED",
        "npx @smithery/cli run k=PLANTED",
        "npx envmcp K=PLANTED npx foo",
        "uvx --new PLANTED foo",
        "uvx u:PLANTED@h",
        "uvx PLANTED@h",
        "uvx foo@PLANTED",
        "uvx --from git+https://PLANTED@h/r foo",
        "uvx --from https://user:PLANTED@host/x.whl foo",
        "uvx --from u:PLANTED@h/x.whl foo",
        "uvx --index-url https://u:PLANTED@h foo",
        "uvx 'foo==${V:-PLANTED}'",
        "uv --new PLANTED run x.py",
        "uv run --with u:PLANTED@h x.py",
        "docker run -e K=PLANTED mcp/fetch",
        "docker run -ie K=PLANTED mcp/fetch",
        "docker run -eK=PLANTED mcp/fetch",
        "docker run --new PLANTED mcp/fetch",
        "docker run K=PLANTED",
        "docker run PLANTED",
        "docker run u:PLANTED@h/x",
        "docker run img:${T:-PLANTED}",
        "docker run mcp/fetch PLANTED",
        "docker run node sh -c 'K=PLANTED npx foo'",
        "node --token PLANTED x.js",
        "node -e PLANTED",
        "node /x/k=PLANTED/x.js",
        "node --env PLANTED",
        "python -c 'PLANTED'",
        "python -m k=PLANTED",
        "K=PLANTED npx foo",
        "'K=PLANTED npx foo'",
        "'my-server --key PLANTED'",
        "'my-server PLANTED'",
        "'curl https://h?a&PLANTED'",
        "cmd /c 'curl https://h?a&PLANTED'",
        "bash -c 'curl https://h?a&PLANTED'",
        "bash -c 'export K=PLANTED; npx foo'",
        "bash -c 'echo PLANTED | npx foo'",
        "bash -c 'npx foo <<< PLANTED'",
        "bash -c 'npx foo > PLANTED'",
        "bash -c 'npx foo <<E\nPLANTED\nE\n'",
        "bash -c 'X=$(echo PLANTED) npx foo'",
        "bash -c '[ PLANTED ] && my-server'",
        "bash -c 'for k in PLANTED; do my-server $k; done'",
        "env K=PLANTED my-server",
        "env -S 'K=PLANTED my-server'",
        "sudo --new PLANTED my-server",
        "powershell -EncodedCommand PLANTED",
        "powershell -Command '$env:K=\"PLANTED\"; npx foo'",
        "powershell -Command '$k = \"PLANTED\"; my-server'",
        "op run --token PLANTED -- npx foo",
        "doppler run --token PLANTED npx foo",
        "asdf exec PLANTED",
        "/opt/server?k=PLANTED",
        "u:PLANTED@h",
        "https://u:PLANTED@h/x",
    ] {
        let tokens = shell::words(&Text::of(line, line), shell::Dialect::Posix);
        let found = format!("{:?}", resolve(None, &tokens));
        assert!(!found.to_ascii_lowercase().contains("planted"), "{line}: {found}");
    }
    for url in [
        "user:PLANTED@host/mcp",
        "PLANTED@host/mcp",
        "https://user:PLA/PLANTED@host",
        "https://user:PLA#PLANTED@host",
        "https://user:PLA?PLANTED@host",
        "https://PLANTED/x@host",
        "https://host/k=PLANTED/mcp",
        "https://host/a&PLANTED/mcp",
        "https://host/PLANTEDabcdefghijklmn/mcp",
        "https://host/mcp?k=PLANTED",
        "unix:///tmp/PLANTED.sock",
        "pipe:///PLANTED",
        "${URL:-https://u:PLANTED@h}",
        "https://${HOST:-u:PLANTED@h}/mcp",
        "https://host/${K:-PLANTED}/mcp",
        "host/mcp?k=PLANTED",
        "{\"k\":\"PLANTED\"}",
    ] {
        let found = format!("{:?}", super::remote::of_member(&Text::of(url, url)));
        assert!(!found.to_ascii_lowercase().contains("planted"), "{url}: {found}");
    }
}

#[test]
fn wrappers_without_end_stop() {
    let mut line = "npx foo".to_owned();
    for _ in 0..100 {
        line = format!("env {line}");
    }
    check(&line, "- env None Program");
}
