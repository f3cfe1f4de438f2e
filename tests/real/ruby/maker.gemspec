Gem::Specification.new do |s|
  s.name = "maker"
  s.version = "0.4.1"
  s.summary = "x"
  s.authors = ["The maintainers"]
  s.homepage = "https://maker.example"
  s.license = "MIT"
  s.add_dependency "rack", ">= 2.0", "< 4"
  s.add_dependency "thor", "= 1.2.1"
  s.add_development_dependency "minitest", "~> 5.0"
  s.add_development_dependency "rake"
end
