# Relations and versions of R packages, decided by R's own `compareVersion` and `numeric_version`.
#
#     apt-get install r-base-core && Rscript cran.R 2000 1 > ../cran-generated.txt
#
# Arguments: how many pairs, and a seed. A comma means "and": every clause is asked for itself.
# `numeric_version` says which texts are versions; its own operators, in R 4.2, pass over zeros at the
# end, by which `compareVersion` orders them.

arguments <- commandArgs(trailingOnly = TRUE)
count <- as.integer(arguments[1])
set.seed(as.integer(arguments[2]))

numbers <- c("0", "0", "1", "1", "2", "3", "9", "10", "00", "01", "20230101", "2147483647")
odd <- c("1", "", "1.a", "1..2", "1.", ".1", "1.0-", "v1.0", "1 0", "1.0-rc1", "1_0")
operators <- c("<", "<=", "==", ">=", ">", "!=", ">=", ">=")

pick <- function(list) list[sample.int(length(list), 1)]

version <- function() {
  if (sample.int(40, 1) == 1) return(pick(odd))
  parts <- replicate(sample(2:4, 1), pick(numbers))
  text <- parts[1]
  for (part in parts[-1]) text <- paste0(text, pick(c(".", ".", ".", "-")), part)
  text
}

# A version that begins as another one does says more than any other.
near <- function(text) switch(pick(c("same", "longer", "shorter", "other")),
  same = text,
  longer = paste0(text, pick(c(".0", "-1", ".9", "-0"))),
  shorter = sub("[.-][0-9]+$", "", text),
  other = version()
)

answer <- function(clauses, one) tryCatch(
  if (all(vapply(clauses, function(clause) {
    invisible(numeric_version(c(one, clause[2])))
    do.call(clause[1], list(compareVersion(one, clause[2]), 0))
  }, logical(1)))) "yes" else "no",
  error = function(e) "error"
)

cat("# generate/cran.R", count, paste0(arguments[2], ":"), "compareVersion of R", as.character(getRversion()), "\n")
left <- count
while (left > 0) {
  clauses <- list(c(pick(operators), version()))
  if (sample.int(3, 1) == 1) clauses[[2]] <- c(pick(operators), near(clauses[[1]][2]))
  texts <- vapply(clauses, paste, "", collapse = pick(c("", " ", " ")))
  text <- paste(texts, collapse = pick(c(",", ", ", " , ")))
  if (sample.int(2, 1) == 1) text <- paste0("(", text, ")")
  one <- near(pick(clauses)[[1]][2])
  found <- answer(clauses, one)
  # Most nonsense is skipped, or little else would be left.
  if (one == "" || grepl(" ", one) || found == "error" && sample.int(4, 1) > 1) next
  cat(text, ":", one, found, sep = " ")
  cat("\n")
  left <- left - 1
}
