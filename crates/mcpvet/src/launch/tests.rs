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
    let found: Vec<String> = resolve(None, tokens).iter().map(shown).collect();
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
        ("npm run start", "- npm None Program"),
        ("bunx --bun foo@1.2.3", "npm foo Exact 1.2.3"),
        ("bun x foo", "npm foo None"),
        ("bun run index.ts", "- bun None Program"),
        ("pnpm --package=foo@1.0.0 dlx bin", "npm foo Exact 1.0.0"),
        ("pnpm dlx foo@next", "npm foo DistTag next"),
        ("yarn dlx -q foo", "npm foo None"),
        ("yarn start", "- yarn None Program"),
        ("C:/tools/NPX.CMD foo", "npm foo None"),
        ("npx -y ${PKG}", "npm ${PKG} Dynamic ${PKG}"),
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
            "PyPI github.com/u/r@v1 GitRef git+https://github.com/u/r@v1 Git",
        ),
        (
            "uvx --python 3.12 --with a,b==1 --with 'c>=1,<2' pkg",
            "PyPI pkg None + PyPI a None + PyPI b Exact 1 + PyPI c Range >=1,<2",
        ),
        ("uvx --index-url https://pypi.example.com/simple pkg", "PyPI pkg None Url"),
        ("uv tool run pkg==1.2", "PyPI pkg Exact 1.2"),
        ("uv --directory /x run --with mcp==1.9.0 mcp run server.py", "PyPI mcp Exact 1.9.0"),
        ("uv run server.py", "- uv None Program"),
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
        ("", ""),
    ] {
        check(line, expected);
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
