# Pairs of RubyGems versions, ordered by Ruby's own `Gem::Version`.
#
#     ruby rubygems.rb 2000 1 > ../rubygems-generated.txt
#
# Arguments: how many pairs, and a seed.
require "rubygems"

COUNT, SEED = (ARGV + %w[2000 1][ARGV.size..]).first(2)
RNG = Random.new(SEED.to_i)

def pick(list) = list[RNG.rand(list.size)]

NUMBERS = %w[0 0 0 1 1 2 10 00 01 100 20230101 18446744073709551616 18446744073709551617 007].freeze
TOKENS = %w[.0 .0 .1 .2 .10 .a .b .A .rc .pre .beta .rc1 .1a .a1b2 .0a - -1 -rc.1 -- -x86 a1 b .Z .z0 _ + . .. .x-1 .18446744073709551616 .é .RC .Rc1 .00 .0.0].freeze

def numbers = Array.new(1 + RNG.rand(4)) { pick(NUMBERS) }.join(".")
def tail = Array.new(RNG.rand(4)) { pick(TOKENS) }.join

puts "# generate/rubygems.rb #{COUNT} #{SEED}: Gem::Version of RubyGems #{Gem::VERSION}"
left = COUNT.to_i
while left > 0
  core = numbers
  near = RNG.rand(10) < 7 ? core : numbers
  a = core + tail
  b = near + tail
  next if a == b
  bad = [a, b].find { |version| !Gem::Version.correct?(version) }
  if bad
    # Most nonsense is skipped, or little else would be left.
    next if RNG.rand(6) > 0
    puts "! #{bad}"
    left -= 1
    next
  end
  left -= 1
  order = Gem::Version.new(a) <=> Gem::Version.new(b)
  puts order.zero? ? "#{a} = #{b}" : order.negative? ? "#{a} < #{b}" : "#{b} < #{a}"
end
