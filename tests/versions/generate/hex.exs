# Pairs of Hex versions, ordered by Elixir's own `Version`.
#
#     apt-get install elixir && elixir hex.exs 2000 1 > ../hex-generated.txt
#
# Arguments: how many pairs, and a seed.
[count, seed] = System.argv() ++ Enum.drop(["2000", "1"], length(System.argv()))
{count, seed} = {String.to_integer(count), String.to_integer(seed)}
:rand.seed(:exsss, {seed, seed, seed})

numbers = ~w[0 0 1 1 2 9 10 01 18446744073709551616 18446744073709551617]
tails = ["", "", "", "-0", "-1", "-alpha", "-alpha.1", "-alpha.beta", "-rc.1", "-rc1", "-rc.01", "+build", "-1+b", "-", "+", "-a..b"]
tokens = ~w[- - . . + 0 1 10 01 a A rc RC 1a -1 _ é 18446744073709551616 Beta]

number = fn -> Enum.random(numbers) end
core = fn -> Enum.map_join(1..if(:rand.uniform(20) > 1, do: 3, else: :rand.uniform(4)), ".", fn _ -> number.() end) end

tail = fn ->
  if :rand.uniform(2) == 1, do: Enum.random(tails), else: Enum.map_join(0..:rand.uniform(5), fn at -> if at == 0, do: "-", else: Enum.random(tokens) end)
end

IO.puts("# generate/hex.exs #{count} #{seed}: Elixir #{System.version()}")

line = fn line ->
  a = core.()
  {a, b} = {a <> tail.(), if(:rand.uniform(10) <= 7, do: a, else: core.()) <> tail.()}
  bad = Enum.find([a, b], &(Version.parse(&1) == :error))

  cond do
    a == b -> line.(line)
    # Most nonsense is skipped, or little else would be left.
    bad && :rand.uniform(16) > 1 -> line.(line)
    bad -> "! #{bad}"
    true -> %{eq: "#{a} = #{b}", lt: "#{a} < #{b}", gt: "#{b} < #{a}"}[Version.compare(a, b)]
  end
end

for _ <- 1..count, do: IO.puts(line.(line))
