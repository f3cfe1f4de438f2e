# Requirements and versions of Hex, decided by Elixir's `Version`.
#
#     elixir hex.exs 500 1 2>/dev/null > ../hex-generated.txt
#
# Arguments: how many pairs, a seed, and `tsv` for tab-separated lines.
[count, seed | form] = System.argv()
:rand.seed(:exsss, String.to_integer(seed))
tsv = form == ["tsv"]

number = fn -> Enum.random(~w(0 0 1 1 2 3 10)) end
tail = fn -> if :rand.uniform(4) == 1, do: Enum.random(~w(-0 -alpha -alpha.1 -beta.2 -rc.1 -dev +b -1.a)), else: "" end
version = fn -> "#{number.()}.#{number.()}.#{number.()}#{tail.()}" end

clause = fn ->
  operator = Enum.random(["", ">=", ">", "<", "<=", "==", "!=", "~>", "~>", "~>"])
  short = if(operator == "~>" and :rand.uniform(2) == 1, do: "#{number.()}.#{number.()}#{tail.()}", else: version.())
  short = if(:rand.uniform(30) == 1, do: Enum.random(["1", "1.2", "01.2.3", "latest", "1.2.3.4"]), else: short)
  operator <> Enum.random(["", " "]) <> short
end

requirement = fn ->
  more = for _ <- 1..Enum.random([1, 1, 2, 3]), do: Enum.random([" and ", " or "]) <> clause.()
  more |> Enum.join() |> String.replace(~r/^ (and|or) /, "")
end

unless tsv, do: IO.puts("# generate/hex.exs #{count} #{seed}: Elixir #{System.version()}")

for _ <- 1..String.to_integer(count) do
  text = requirement.()
  found = Regex.scan(~r/\d+\.\d+\.\d+(-[a-z][0-9a-z.]*)?/, text) |> Enum.map(&hd/1)
  near = if found != [] and :rand.uniform(2) == 1, do: Enum.random(found), else: version.()
  near = if Version.parse(near) == :error, do: version.(), else: near

  answer =
    case Version.parse_requirement(text) do
      {:ok, parsed} -> if Version.match?(near, parsed), do: "yes", else: "no"
      :error -> "error"
    end

  IO.puts(if tsv, do: "#{text}\t#{near}\t#{answer}", else: "#{text} : #{near} #{answer}")
end
