Gem::Specification.new do |s|
  s.add_dependency "rack",
    "2.2.8"
  s.add_dependency "thor"
end
