-- Pairs of Hackage versions, ordered by Cabal's own `Distribution.Types.Version`.
--
--     apt-get install ghc && runghc Hackage.hs 2000 1 > ../hackage-generated.txt
--
-- Arguments: how many pairs, and a seed. Numbers with zeros in front and those of more than nine
-- digits, which Cabal refuses and GHC's own `Data.Version` reads, are compared by that one.
module Main (main) where

import Data.Bits (shiftR, (.&.))
import Data.List (intercalate)
import Data.Maybe (isJust)
import qualified Data.Version as GHC
import Distribution.Parsec (simpleParsec)
import Distribution.Version (Version)
import System.Environment (getArgs)
import Text.ParserCombinators.ReadP (readP_to_S)

-- Every choice takes the next number of this list.
type Dice = [Int]

dice :: Int -> Dice
dice = map (`shiftR` 8) . tail . iterate (\state -> (state * 1103515245 + 12345) .&. 0x7fffffff)

pick :: [a] -> Dice -> (a, Dice)
pick list (one : rest) = (list !! (one `mod` length list), rest)
pick _ [] = error "the dice never end"

numbers, odd' :: [String]
numbers = ["0", "0", "1", "1", "2", "9", "10", "11", "99", "100", "20230101", "999999999"]
odd' = ["00", "01", "010", "1000000000", "9223372036854775807", "", "a", "1a", "-1", "x", "*", "+1", " ", "é"]

number :: Dice -> (String, Dice)
number rest = case pick [0 .. 29 :: Int] rest of
  (0, after) -> pick odd' after
  (_, after) -> pick numbers after

list :: Int -> Dice -> ([String], Dice)
list 0 rest = ([], rest)
list left rest = (first : others, end)
  where
    (first, after) = number rest
    (others, end) = list (left - 1) after

version :: Dice -> ([String], Dice)
version rest = list length' after
  where
    (length', after) = pick [1, 2, 2, 3, 3, 3, 4, 4, 5, 6] rest

-- Half of all second versions begin as the first one does.
near :: [String] -> Dice -> ([String], Dice)
near first rest = case pick [True, True, False] rest of
  (False, after) -> version after
  (True, after) -> (take kept first ++ more, end)
    where
      (kept, after') = pick [0 .. length first] after
      (left, after'') = pick [0, 0, 1, 1, 2] after'
      (more, end) = list left after''

cabal :: String -> Maybe Version
cabal = simpleParsec

ghc :: String -> Maybe GHC.Version
ghc text = case [found | (found, "") <- readP_to_S GHC.parseVersion text] of
  [found] | null (GHC.versionTags found) -> Just found
  _ -> Nothing

order :: String -> String -> Maybe Ordering
order a b
  | isJust x && isJust y = compare <$> x <*> y
  | otherwise = compare <$> ghc a <*> ghc b
  where
    (x, y) = (cabal a, cabal b)

text' :: [String] -> String
text' = intercalate "."

lines' :: Int -> Dice -> [String]
lines' 0 _ = []
lines' left rest
  | a == b || null a || null b || any (`elem` " ") (a ++ b) = lines' left end
  | otherwise = case order a b of
      Just EQ -> (a ++ " = " ++ b) : more
      Just LT -> (a ++ " < " ++ b) : more
      Just GT -> (b ++ " < " ++ a) : more
      Nothing -> ("! " ++ if isJust (order a a) then b else a) : more
  where
    (first, after) = version rest
    (second, end) = near first after
    (a, b) = (text' first, text' second)
    more = lines' (left - 1) end

main :: IO ()
main = do
  [count, seed] <- getArgs
  putStrLn ("# generate/Hackage.hs " ++ count ++ " " ++ seed ++ ": Cabal 3.4.1 and base of GHC 9.0.2")
  mapM_ putStrLn (lines' (read count) (dice (read seed)))
