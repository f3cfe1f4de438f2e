# Requirements and versions of RubyGems, decided by `Gem::Requirement`.
#
#     ruby rubygems.rb 500 1 > ../rubygems-generated.txt
#
# Arguments: how many pairs, a seed, and `tsv` for tab-separated lines.
require "rubygems"

count, seed, form = ARGV
rng = Random.new(seed.to_i)
pick = ->(list) { list[rng.rand(list.size)] }

NUMBERS = %w[0 0 1 1 2 3 9 10 01 99].freeze
WORDS = %w[a b rc1 pre beta.2 a1 1a].freeze
OPERATORS = ["=", "!=", ">", "<", ">=", "<=", "~>", "~>", "~>", ""].freeze

version = lambda do
  text = Array.new(1 + rng.rand(4)) { pick.(NUMBERS) }.join(".")
  text += pick.([".", ".", "-"]) + pick.(WORDS) if rng.rand < 0.25
  text += ".#{pick.(NUMBERS)}" if rng.rand < 0.1
  text
end
clause = lambda do
  operator = rng.rand < 0.98 ? pick.(OPERATORS) : pick.(["==", "^", "=>"])
  operator + pick.(["", " ", "  "]) + version.()
end

puts "# generate/rubygems.rb #{count} #{seed}: RubyGems #{Gem::VERSION}" unless form == "tsv"
count.to_i.times do
  clauses = Array.new(pick.([1, 1, 2, 2, 3])) { clause.() }
  near = rng.rand < 0.5 ? clauses.map { |c| c.sub(/\A\W*/, "") }.sample(random: rng) : version.()
  near += pick.(["", "", ".0", ".a", ".1"]) if rng.rand < 0.5
  redo unless Gem::Version.correct?(near)
  answer = begin
    Gem::Requirement.new(*clauses).satisfied_by?(Gem::Version.new(near)) ? "yes" : "no"
  rescue Gem::Requirement::BadRequirementError
    "error"
  end
  requirement = clauses.join(", ")
  puts form == "tsv" ? "#{requirement}\t#{near}\t#{answer}" : "#{requirement} : #{near} #{answer}"
end
