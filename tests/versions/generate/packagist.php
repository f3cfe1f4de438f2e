<?php
// Pairs of Packagist versions, ordered by Composer's own `VersionParser` and `Comparator`.
//
//     apt-get install composer php-cli && php packagist.php 2000 1 > ../packagist-generated.txt
//
// Arguments: how many pairs, and a seed. Left out are what packagist.rs documents: `-STABLE` that
// is not in lower case, and branches without a place in the order, which count as unreadable.

require '/usr/share/php/Composer/Semver/autoload.php';

use Composer\Semver\Comparator;
use Composer\Semver\VersionParser;

[$count, $seed] = array_slice($argv, 1) + ['2000', '1'];
mt_srand((int) $seed);

const PREFIXES = ['', '', '', '', '', 'v', 'V', 'vv'];
const NUMBERS = ['0', '0', '1', '1', '2', '10', '00', '01', '99999', '100000', '2010', 'x', '007', '2147483648', ''];
const DATES = ['20100102', '2010-01-02', '2010.01.02', '20100102.1', '2010-01-02-10-20-30.5', '201001', '2010-1',
    '20100102-203040', '20100102203040-p1', '2010-01-02.5', '20100102.0.3.4', '2010:01', '20100102030405060708'];
const TOKENS = ['-', '.', '_', 'alpha', 'a', 'beta', 'b', 'RC', 'rc', 'p', 'pl', 'patch', 'dev', 'stable', '0', '1',
    '2', '10', '-1', '.1', '-dev', '.dev', '+x', '@beta', '@dev', '.x', '.*', '.', '..', 'é', 'Beta', 'ALPHA', 'Dev', '.00', '01'];
const TAILS = ['', '', '-dev', '-alpha', '-alpha1', '-alpha.2.1', '-beta', '-beta2', 'b3', '-RC', '-RC1', '-rc.2',
    '-RC1-dev', '-p1', '-patch2', '-pl3', '-stable', '.x-dev', '-beta-dev', '+meta', '_b2', '-rc-1-2'];

function pick(array $list): string
{
    return $list[mt_rand(0, count($list) - 1)];
}

function numbers(): string
{
    if (mt_rand(0, 7) === 0) {
        return pick(DATES);
    }
    $numbers = [];
    for ($left = mt_rand(1, 4); $left > 0; $left--) {
        $numbers[] = pick(NUMBERS);
    }
    return implode('.', $numbers);
}

function tail(): string
{
    if (mt_rand(0, 2) > 0) {
        return pick(TAILS);
    }
    $tail = '';
    for ($left = mt_rand(0, 4); $left > 0; $left--) {
        $tail .= pick(TOKENS);
    }
    return $tail;
}

function normalized(string $version): ?string
{
    try {
        $normalized = (new VersionParser())->normalize($version);
        return strpos($normalized, 'dev-') === 0 ? null : $normalized;
    } catch (UnexpectedValueException $e) {
        return null;
    }
}

echo "# generate/packagist.php $count $seed: composer/semver on PHP ", PHP_VERSION, "\n";
for ($line = 0; $line < (int) $count; ) {
    $core = numbers();
    $near = mt_rand(0, 9) < 7 ? $core : numbers();
    $texts = [pick(PREFIXES) . $core . tail(), pick(PREFIXES) . $near . tail()];
    [$a, $b] = $texts;
    if ($a === $b) {
        continue;
    }
    [$x, $y] = array_map('normalized', $texts);
    if ($x === null || $y === null) {
        // Most nonsense is skipped, or little else would be left.
        if (mt_rand(0, 15) > 0) {
            continue;
        }
        echo '! ', $x === null ? $a : $b, "\n";
    } elseif (Comparator::equalTo($x, $y)) {
        echo "$a = $b\n";
    } else {
        echo Comparator::lessThan($x, $y) ? "$a < $b\n" : "$b < $a\n";
    }
    $line++;
}
