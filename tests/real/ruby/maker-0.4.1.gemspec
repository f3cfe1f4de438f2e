# -*- encoding: utf-8 -*-
# stub: maker 0.4.1 ruby lib

Gem::Specification.new do |s|
  s.name = "maker".freeze
  s.version = "0.4.1"

  s.required_rubygems_version = Gem::Requirement.new(">= 0".freeze) if s.respond_to? :required_rubygems_version=
  s.require_paths = ["lib".freeze]
  s.authors = ["The maintainers".freeze]
  s.date = "2026-11-28"
  s.homepage = "https://maker.example".freeze
  s.licenses = ["MIT".freeze]
  s.rubygems_version = "3.3.15".freeze
  s.summary = "x".freeze

  if s.respond_to? :specification_version then
    s.specification_version = 4
  end

  if s.respond_to? :add_runtime_dependency then
    s.add_runtime_dependency(%q<rack>.freeze, [">= 2.0", "< 4"])
    s.add_runtime_dependency(%q<thor>.freeze, ["= 1.2.1"])
    s.add_development_dependency(%q<minitest>.freeze, ["~> 5.0"])
    s.add_development_dependency(%q<rake>.freeze, [">= 0"])
  else
    s.add_dependency(%q<rack>.freeze, [">= 2.0", "< 4"])
    s.add_dependency(%q<thor>.freeze, ["= 1.2.1"])
    s.add_dependency(%q<minitest>.freeze, ["~> 5.0"])
    s.add_dependency(%q<rake>.freeze, [">= 0"])
  end
end

