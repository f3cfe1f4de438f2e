//! Searches that pass over most bytes of a text, many bytes at once.
//!
//! In wasm they are written with its instructions for 16 bytes, as the compiler makes none of its own
//! for a module that has to be small; elsewhere with words, and with whole blocks of which the compiler
//! makes vector instructions. <https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord>

pub(super) use width::{indentation, plain_length};

/// Whether a byte is neither a quote, nor a backslash, nor a control character.
const fn is_plain(byte: u8) -> bool {
    byte != b'"' && byte != b'\\' && byte >= b' '
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod width {
    use core::arch::wasm32::{i8x16_eq, i8x16_ne, u8x16_bitmask, u8x16_lt, u8x16_splat, u64x2};
    use core::arch::wasm32::{v128, v128_or};

    /// The bytes in front of the first quote, backslash or control character; all when there is
    /// none.
    #[inline(always)]
    pub(in crate::input) fn plain_length(bytes: &[u8]) -> usize {
        let odd = |block| {
            let quotes = i8x16_eq(block, u8x16_splat(b'"'));
            let backslashes = i8x16_eq(block, u8x16_splat(b'\\'));
            v128_or(v128_or(quotes, backslashes), u8x16_lt(block, u8x16_splat(b' ')))
        };
        length_until(bytes, odd, |byte| !super::is_plain(byte))
    }

    /// The spaces at the start of a line: a quarter of a lockfile is indentation.
    #[inline]
    pub(in crate::input) fn indentation(line: &[u8]) -> usize {
        length_until(line, |block| i8x16_ne(block, u8x16_splat(b' ')), |byte| byte != b' ')
    }

    #[inline(always)]
    fn length_until(bytes: &[u8], ends: impl Fn(v128) -> v128, end: impl Fn(u8) -> bool) -> usize {
        let mut length = 0;
        while let Some(block) = bytes.get(length..).and_then(<[u8]>::first_chunk::<16>) {
            let number = u128::from_le_bytes(*block);
            let block = u64x2(number as u64, (number >> 64) as u64);
            let passed = u8x16_bitmask(ends(block)).trailing_zeros() as usize;
            length += passed;
            if passed < 16 {
                return length;
            }
        }
        bytes[length..].iter().position(|byte| end(*byte)).map_or(bytes.len(), |at| length + at)
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod width {
    use super::is_plain;

    /// The lowest bit of each byte of a word.
    const LOW: u64 = u64::MAX / 255;

    /// The bytes in front of the first quote, backslash or control character; all when there is
    /// none.
    ///
    /// Looks at eight bytes at once, which for the short strings of lockfiles is faster than a call
    /// of `memchr`.
    #[inline(always)]
    pub(in crate::input) fn plain_length(bytes: &[u8]) -> usize {
        const HIGH: u64 = LOW << 7;
        const fn zero_bytes(word: u64) -> u64 {
            word.wrapping_sub(LOW) & !word
        }
        let mut length = 0;
        while let Some((word, _)) = bytes.get(length..).and_then(<[u8]>::split_first_chunk) {
            let word = u64::from_le_bytes(*word);
            let quotes = zero_bytes(word ^ (LOW * b'"' as u64));
            let backslashes = zero_bytes(word ^ (LOW * b'\\' as u64));
            let controls = word.wrapping_sub(LOW * b' ' as u64) & !word;
            let found = (quotes | backslashes | controls) & HIGH;
            if found != 0 {
                return length + found.trailing_zeros() as usize / 8;
            }
            length += 8;
            if cfg!(target_feature = "sse2") && length == 16 {
                length += plain_blocks(&bytes[length..]);
            }
        }
        bytes[length..].iter().position(|b| !is_plain(*b)).map_or(bytes.len(), |at| length + at)
    }

    /// The same in whole blocks, for what is longer than most names: checksums and URLs.
    fn plain_blocks(bytes: &[u8]) -> usize {
        let (blocks, _) = bytes.as_chunks::<32>();
        // Without a branch, so that the compiler can look at all bytes of a block at once.
        let odd = |b: u8| (b == b'"') | (b == b'\\') | (b < b' ');
        let is_plain = |block: &[u8; 32]| !block.iter().fold(false, |any, b| any | odd(*b));
        32 * blocks.iter().take_while(|block| is_plain(block)).count()
    }

    /// The spaces at the start of a line, eight at once: a quarter of a lockfile is indentation.
    #[inline]
    pub(in crate::input) fn indentation(line: &[u8]) -> usize {
        let (words, rest) = line.as_chunks::<8>();
        for (index, bytes) in words.iter().enumerate() {
            let others = u64::from_le_bytes(*bytes) ^ (LOW * b' ' as u64);
            if others != 0 {
                return index * 8 + others.trailing_zeros() as usize / 8;
            }
        }
        words.len() * 8 + rest.iter().take_while(|byte| **byte == b' ').count()
    }
}

#[cfg(test)]
mod tests {
    use super::{indentation, is_plain, plain_length};

    #[test]
    fn the_first_odd_byte_is_found_wherever_it_stands() {
        for length in 0..100 {
            let mut text = vec![b'a'; length + 3];
            assert_eq!(plain_length(&text), text.len());
            for odd in [b'"', b'\\', b'\n', 0] {
                text[length] = odd;
                assert_eq!(plain_length(&text), length);
            }
            text[..length].fill(b' ');
            assert_eq!(indentation(&text), length);
            text.truncate(length);
            assert_eq!(indentation(&text), length);
        }
        assert!((b' '..=u8::MAX).filter(|byte| !b"\"\\".contains(byte)).all(is_plain));
    }
}
