//! Properties, some of them with the crate `packageurl` as an oracle.
//!
//! `packageurl` reads every package URL that we write, into the same parts. It is no oracle for
//! what is canonical: it leaves `!`, `$`, `'`, `(`, `)`, `*` and `,` and the slashes of a version as
//! they are, keeps the case of npm's scopes, of Go's names and of five other types, and drops dots
//! from namespaces. Nor is it one for what is refused: it allows `+` in types, any sign behind `%`,
//! and a key that comes twice.

use std::borrow::Cow;

use packageurl::PackageUrl;
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, prop_oneof, proptest};
use proptest::sample::select;

use super::{Parts, Purl, write};
use crate::package::Ecosystem;

/// A part with the signs that matter over-represented.
fn part() -> impl Strategy<Value = String> {
    let signs = "abcXYZ019.-_~:@/?#&=%+ !é日\u{1f980}\u{0}";
    vec(select(signs.chars().collect::<Vec<_>>()), 0..8).prop_map(String::from_iter)
}

fn kind() -> impl Strategy<Value = String> {
    const KINDS: [&str; 21] = [
        "npm",
        "pypi",
        "cargo",
        "golang",
        "maven",
        "nuget",
        "gem",
        "composer",
        "pub",
        "hex",
        "swift",
        "deb",
        "rpm",
        "apk",
        "oci",
        "github",
        "generic",
        "huggingface",
        "luarocks",
        "mlflow",
        "x.y-z",
    ];
    prop_oneof![8 => select(&KINDS[..]).prop_map(str::to_owned), 1 => part()]
}

fn key() -> impl Strategy<Value = String> {
    const KEYS: [&str; 6] = ["arch", "Os", "repository_url", "a.b", "a", "checksum"];
    prop_oneof![8 => select(&KEYS[..]).prop_map(str::to_owned), 1 => part()]
}

fn parts() -> impl Strategy<Value = Parts<'static>> {
    let optional = || prop_oneof![Just(None), part().prop_map(|part| Some(Cow::Owned(part)))];
    let pair = (key(), part()).prop_map(|(key, value)| (Cow::Owned(key), Cow::Owned(value)));
    (kind(), optional(), part(), optional(), vec(pair, 0..3), optional()).prop_map(
        |(kind, namespace, name, version, qualifiers, subpath)| Parts {
            kind: kind.into(),
            namespace,
            name: name.into(),
            version,
            qualifiers,
            subpath,
        },
    )
}

/// A package URL as somebody could have typed it.
fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        kind(),
        part(),
        select(&["pkg:", "/", "@", "?", "&", "=", "#", "%2F", "%40", "%2e", "%", "a=", "//"][..])
            .prop_map(str::to_owned),
    ];
    (kind(), vec(piece, 0..8)).prop_map(|(kind, pieces)| format!("pkg:{kind}/{}", pieces.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn parts_come_back_from_what_is_written(parts in parts()) {
        if let Ok(purl) = Purl::new(parts) {
            let text = purl.to_string();
            assert!(text.is_ascii());
            assert_eq!(Purl::parse(&text).as_ref(), Ok(&purl), "{text}");
            assert_eq!(Purl::new(purl.parts().clone()).as_ref(), Ok(&purl), "{text}");
        }
    }

    #[test]
    fn the_oracle_reads_the_same_parts(parts in parts()) {
        let Ok(purl) = Purl::new(parts) else { return Ok(()) };
        let namespace = purl.parts().namespace.as_deref().unwrap_or_default();
        // The oracle drops these.
        if namespace.split('/').any(|segment| matches!(segment, "." | "..")) {
            return Ok(());
        }
        let text = purl.to_string();
        let theirs: PackageUrl<'_> = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
        let ours = purl.parts();
        assert_eq!(theirs.ty(), ours.kind);
        assert_eq!(theirs.namespace(), ours.namespace.as_deref(), "{text}");
        assert_eq!(theirs.name(), ours.name, "{text}");
        assert_eq!(theirs.version(), ours.version.as_deref(), "{text}");
        assert_eq!(theirs.subpath(), ours.subpath.as_deref(), "{text}");
        assert_eq!(theirs.qualifiers().len(), ours.qualifiers.len(), "{text}");
        for (key, value) in &ours.qualifiers {
            assert_eq!(theirs.qualifiers().get(key), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_typed_is_refused_or_becomes_canonical(typed in typed()) {
        if let Ok(purl) = Purl::parse(&typed) {
            let text = purl.to_string();
            assert_eq!(Purl::parse(&text).as_ref(), Ok(&purl), "{typed}");
        }
    }

    #[test]
    fn a_package_comes_back_from_its_package_url(
        ecosystem in select(Ecosystem::all().filter(has_package_url).collect::<Vec<_>>()),
        name in "[a-z][a-z0-9-]{0,6}",
        version in "[0-9][0-9a-z.~+-]{0,6}",
    ) {
        let name = match ecosystem {
            Ecosystem::Maven => format!("io.example:{name}"),
            Ecosystem::Go | Ecosystem::SwiftUrl => format!("github.com/owner/{name}"),
            Ecosystem::Npm | Ecosystem::Jsr => format!("@scope/{name}"),
            Ecosystem::Packagist | Ecosystem::VsCode => format!("owner/{name}"),
            Ecosystem::Oci => format!("ghcr.io/owner/{name}"),
            Ecosystem::Pub => name.replace('-', "_"),
            _ => name,
        };
        let text = write(ecosystem, &name, Some(&version));
        let parts = Parts::parse(&text).unwrap();
        assert_eq!(parts.package(), Some((ecosystem, name)), "{text}");
        assert_eq!(parts.full_version().as_deref(), Some(&*version), "{text}");
        // Nobody can make up the UUID of a Julia package.
        let valid = Purl::new(parts).map(|purl| purl.to_string());
        assert!(ecosystem == Ecosystem::Julia || valid.as_ref() == Ok(&text), "{text}: {valid:?}");
    }
}

fn has_package_url(ecosystem: &Ecosystem) -> bool {
    ecosystem.purl_type() != "generic"
}

#[test]
fn packages_are_written_as_their_type_has_it() {
    for (ecosystem, name, version, expected) in [
        (Ecosystem::Npm, "@s/n", Some("1.0.0+b"), "pkg:npm/%40s/n@1.0.0%2Bb"),
        (Ecosystem::Maven, "g.h:a", Some("1.0"), "pkg:maven/g.h/a@1.0"),
        (Ecosystem::Go, "github.com/a/b", Some("v1.0.0"), "pkg:golang/github.com/a/b@v1.0.0"),
        (Ecosystem::Go, "stdlib", None, "pkg:golang/stdlib"),
        (Ecosystem::CratesIo, "a/b", None, "pkg:cargo/a%2Fb"),
        (Ecosystem::Debian, "curl", Some("1:7.0-1"), "pkg:deb/debian/curl@1:7.0-1"),
        (Ecosystem::RedHat, "bash", Some("1:4.4-1"), "pkg:rpm/redhat/bash@4.4-1?epoch=1"),
        (Ecosystem::Oci, "redis", None, "pkg:oci/redis"),
        (Ecosystem::Kubernetes, "k8s.io/api", None, "pkg:generic/k8s.io/api"),
    ] {
        assert_eq!(write(ecosystem, name, version), expected);
    }
}

#[test]
fn images_lie_where_the_qualifier_says() {
    for (purl, image) in [
        ("pkg:oci/redis", "redis"),
        ("pkg:oci/redis?repository_url=docker.io/library/redis", "docker.io/library/redis"),
        ("pkg:oci/redis?repository_url=https://ghcr.io/x/", "ghcr.io/x/redis"),
        ("pkg:oci/ghcr.io/x/redis", "ghcr.io/x/redis"),
    ] {
        let package = Parts::parse(purl).unwrap().package();
        assert_eq!(package, Some((Ecosystem::Oci, image.to_owned())));
    }
}
