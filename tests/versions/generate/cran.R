# Pairs of CRAN versions, ordered by R's own `compareVersion`.
#
#     apt-get install r-base-core && Rscript cran.R 2000 1 > ../cran-generated.txt
#
# Arguments: how many pairs, and a seed. R asks for two numbers below 2^31; cran.rs does not.
arguments <- c(commandArgs(TRUE), c("2000", "1")[seq_len(2) > length(commandArgs(TRUE))])
count <- as.integer(arguments[1])
set.seed(as.integer(arguments[2]))

numbers <- c("0", "0", "1", "1", "2", "9", "10", "00", "01", "010", "20230101", "2147483647")
version <- function() {
  separators <- sample(c(".", ".", "-"), 5, TRUE)
  size <- sample(2:5, 1)
  paste0(sample(numbers, size, TRUE), c(separators[seq_len(size - 1)], ""), collapse = "")
}
nonsense <- c("", "1.", "1-", ".1", "1..2", "1.-2", "1.0a", "1.0_1", "v1.0", "1.0-", "1,0", "1.a", "1.0.é", "-1.0")

cat(sprintf("# generate/cran.R %d %s: compareVersion of R %s\n", count, arguments[2], getRversion()))
for (line in seq_len(count)) {
  a <- version()
  b <- switch(sample(4, 1), version(), paste0(a, sample(c(".0", "-1", ".1", "-0"), 1)), gsub("-", ".", a), sub("[0-9]+$", sample(numbers, 1), a))
  if (sample(20, 1) == 1) {
    bad <- sample(nonsense[-1], 1)
    stopifnot(is.na(package_version(bad, strict = FALSE)))
    cat("!", bad, "\n")
  } else {
    order <- compareVersion(a, b)
    cat(if (order == 0) c(a, "=", b) else if (order < 0) c(a, "<", b) else c(b, "<", a), "\n")
  }
}
