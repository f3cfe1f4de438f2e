-- Ranges and versions of Hackage, decided by Cabal's own `withinRange`.
--
--     apt-get install ghc && runghc Hackage.hs 2000 1 > ../hackage-generated.txt
--
-- Arguments: how many pairs, and a seed. `{…}`, `^>=` and their kin are read as cabal-version 3.4
-- reads them, so `-any` and `-none` are no ranges to it any more; they are left out.
module Main (main) where

import Data.Bits (shiftR, (.&.))
import Data.List (intercalate)
import Distribution.CabalSpecVersion (CabalSpecVersion (CabalSpecV3_4))
import Distribution.Parsec (eitherParsec, explicitEitherParsec, parsec)
import Distribution.Parsec (explicitEitherParsec')
import Distribution.Version (Version, VersionRange, withinRange)
import System.Environment (getArgs)

main :: IO ()
main = pure ()
