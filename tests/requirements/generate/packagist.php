<?php
// Constraints and versions of Packagist, decided by `composer/semver`.
//
//     apt-get install php-composer-semver && php packagist.php 500 1 > ../packagist-generated.txt
//
// Arguments: how many pairs, a seed, and `tsv` for tab-separated lines. Branches are left out, since
// they have no order.
require '/usr/share/php/Composer/Semver/autoload.php';

use Composer\Semver\Constraint\Constraint;
use Composer\Semver\VersionParser;

[$count, $seed] = [(int) $argv[1], (int) $argv[2]];
$tsv = ($argv[3] ?? '') === 'tsv';
mt_srand($seed);

function pick(array $list)
{
    return $list[mt_rand(0, count($list) - 1)];
}

const NUMBERS = ['0', '0', '1', '1', '2', '3', '10', '01'];
const TAILS = ['-dev', '-alpha', '-beta2', 'b1', '-RC1', '-p1', '-stable', 'a', '-rc.2', '.x-dev', '+build', '@beta', '@dev', '-beta-dev'];
const OPERATORS = ['', '^', '^', '~', '~', '>=', '>', '<', '<=', '=', '==', '!=', '<>'];

function numbers(int $most = 4): string
{
    return implode('.', array_map(fn () => pick(NUMBERS), range(1, mt_rand(1, $most))));
}

function clause(): string
{
    switch (mt_rand(0, 9)) {
        case 0:
            return numbers(3) . '.' . pick(['*', 'x', 'X', '*.*']);
        case 1:
            return numbers() . pick(['', '', '-beta1', '-dev']) . ' - ' . numbers() . pick(['', '', '-beta1', '-RC1']);
        case 2:
            return pick(['*', 'v*', '*.*', '@dev', '2010-01-02', '20100102', '1.0.0.0.0', '^', '~>1.2', '1.0 as 2.0']);
    }
    return pick(OPERATORS) . pick(['', '', '', 'v']) . numbers() . (mt_rand(0, 3) ? '' : pick(TAILS));
}

function version(): string
{
    return numbers() . (mt_rand(0, 2) ? '' : pick(['-dev', '-alpha', '-beta2', 'b1', '-RC1', '-p1', '-stable', '.x-dev', '-beta-dev']));
}

$parser = new VersionParser();
if (!$tsv) {
    $package = json_decode(@file_get_contents('/usr/share/php/Composer/Semver/composer.json') ?: '{}')->version
        ?? trim((string) shell_exec("dpkg-query -W -f='\${Version}' php-composer-semver"));
    echo "# generate/packagist.php $count $seed: composer/semver $package\n";
}
for ($line = 0; $line < $count;) {
    $requirement = implode(pick([',', ' ', ', ', ' || ', '|', ' | ', '||']), array_map(fn () => clause(), range(1, pick([1, 1, 2, 2, 3]))));
    if (preg_match('/\d(\.\d+){3}\.x-dev/', $requirement)) {
        continue; // A fifth part makes it the name of a branch.
    }
    preg_match_all('/\d+(\.\d+)*(-(beta|RC)\d|-dev)?/', $requirement, $found);
    $version = $found[0] && mt_rand(0, 1) ? pick($found[0]) : version();
    try {
        $normal = $parser->normalize($version);
    } catch (UnexpectedValueException $e) {
        continue;
    }
    if (strpos($normal, 'dev-') === 0) {
        continue;
    }
    try {
        $answer = $parser->parseConstraints($requirement)->matches(new Constraint('==', $normal)) ? 'yes' : 'no';
    } catch (UnexpectedValueException $e) {
        $answer = 'error';
    }
    echo $tsv ? "$requirement\t$version\t$answer\n" : "$requirement : $version $answer\n";
    $line++;
}
