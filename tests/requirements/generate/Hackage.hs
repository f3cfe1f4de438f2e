-- Ranges and versions of Hackage, decided by Cabal's own `withinRange`.
--
--     apt-get install ghc && runghc Hackage.hs 2000 1 > ../hackage-generated.txt
--
-- Arguments: how many pairs, and a seed. A range counts as cabal-version 3.4 reads it, or else as
-- 2.2 does: `{1, 2}` came in between, and `-any` went, so no range has both. Numbers have no zeros
-- in front: GHC reads those, and Cabal does not.
module Main (main) where

import Data.Bits (shiftR, (.&.))
import Data.Char (isDigit)
import Data.List (isInfixOf)
import Distribution.CabalSpecVersion (CabalSpecVersion (CabalSpecV2_2, CabalSpecV3_4))
import Distribution.Parsec (explicitEitherParsec', parsec, simpleParsec)
import Distribution.Version (VersionRange, withinRange)
import System.Environment (getArgs)

-- Every choice takes the next number of this list.
type Dice = [Int]

type Made a = Dice -> (a, Dice)

dice :: Int -> Dice
dice = map (`shiftR` 8) . tail . iterate (\state -> (state * 1103515245 + 12345) .&. 0x7fffffff)

pick :: [a] -> Made a
pick list (one : rest) = (list !! (one `mod` length list), rest)
pick _ [] = error "the dice never end"

-- What a choice leads to.
choose :: [Made a] -> Made a
choose list rest = let (made, after) = pick list rest in made after

-- Several parts, one behind the other.
parts :: [Made String] -> Made String
parts [] rest = ("", rest)
parts (first : others) rest = (a ++ b, end)
  where
    (a, after) = first rest
    (b, end) = parts others after

-- So many of a part as the list may say, with a separator between each two.
list :: [Int] -> Made String -> Made String -> Made String
list counts separator part rest = parts (part : concat (replicate (count - 1) [separator, part])) after
  where
    (count, after) = pick counts rest

text :: String -> Made String
text = (,)

gap, number, version, braces, comparator, odd', side, range :: Made String
gap = pick ["", "", "", " ", "  "]
number = choose (replicate 15 (pick ["0", "0", "1", "1", "2", "3", "9", "10", "999999999"]) ++ [pick ["", "x", "-1", "1 ", " 1", "1 1", "é"]])
version = list [1, 2, 2, 2, 3, 3, 4] (text ".") number
braces = parts [text "{", gap, list [1, 2, 3] (parts [gap, text ",", gap]) version, gap, pick ["}", "}", "}", "}", ""]]
comparator =
  choose
    ( replicate 6 (parts [pick [">=", ">", "<", "<=", "=="], gap, version])
        ++ [ parts [pick ["==", "==", "==", "==", "^>=", ">=", "<"], gap, version, text ".*"]
           , parts [text "^>=", gap, version]
           , parts [text "^>=", gap, version]
           , parts [pick ["==", "^>=", "^>=", ">="], gap, braces]
           , odd'
           ]
    )
odd' = pick ["-any", "-none", "1.0", "=1.0", "!=1.0", "~1.0", ">= ", "==", "", "^1.0", "> = 1", "^ >=1", "()", "- any", "==1.* .2"]
side =
  choose
    ( replicate 5 comparator
        ++ [parts [text "(", gap, range, gap, pick [")", ")", ")", ")", ")", ")", ""]]]
    )
range = list [1, 1, 1, 1, 2, 2, 2, 3] (parts [gap, pick ["&&", "&&", "||", "||", "||", "&&", "&&", "||", "&", ","], gap]) side

-- A version whose numbers stand in the range says more than any other.
near :: String -> Made String
near written = choose ([pick (named ++ ["0"]), parts [pick (named ++ ["1"]), pick [".0", ".1", ".9"]]] ++ [version])
  where
    named = filter sound (words (map blank written))
    blank c = if isDigit c || c == '.' then c else ' '
    sound word = isDigit (head word) && isDigit (last word)

read' :: String -> Maybe VersionRange
read' written = case [found | Right found <- map under [CabalSpecV3_4, CabalSpecV2_2]] of
  found : _ -> Just found
  [] -> Nothing
  where
    under spec = explicitEitherParsec' spec parsec written

answer :: String -> String -> String
answer written one = case withinRange <$> simpleParsec one <*> read' written of
  Nothing -> "error"
  Just inside -> if inside then "yes" else "no"

lines' :: Int -> Dice -> [String]
lines' 0 _ = []
lines' left rest
  -- Most nonsense is skipped, or little else would be left.
  | null written || null one || ' ' `elem` one || mixes written || skipped && found == "error" = lines' left end
  | otherwise = (written ++ " : " ++ one ++ " " ++ found) : lines' (left - 1) end
  where
    (written, after) = range rest
    (one, after') = near written after
    (skipped, end) = pick [True, True, True, False] after'
    found = answer written one

mixes :: String -> Bool
mixes written = '{' `elem` written && any (`isInfixOf` written) ["-any", "-none"]

main :: IO ()
main = do
  [count, seed] <- getArgs
  putStrLn ("# generate/Hackage.hs " ++ count ++ " " ++ seed ++ ": Cabal 3.4.1")
  mapM_ putStrLn (lines' (read count) (dice (read seed)))
