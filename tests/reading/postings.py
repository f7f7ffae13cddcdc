"""Whole postings of our own invention, with what a careful reader says of them."""

from __future__ import annotations

ML = """Senior Machine Learning Engineer

About us
Quillmark is a fast-growing scale-up of 150 people that reads invoices for accountants. We closed our Series B last spring and are scaling rapidly.

What you will do
- Train and evaluate models that extract fields from scanned invoices
- Fine-tune transformer models in PyTorch and measure their accuracy
- Deploy models to production behind a FastAPI service on Kubernetes
- Monitor drift and retrain models when quality drops
- Build feature pipelines with Spark

Requirements
- 5+ years of experience in machine learning
- Strong Python and PyTorch
- Experience with AWS, GCP or Azure
- Bachelor's degree in computer science or equivalent experience

Nice to have
- Kubernetes
- Publications at NeurIPS

Benefits
- 30 days of holiday
- Health insurance

The salary range is $150,000 - $190,000 per year.
We are an equal opportunity employer. This is a hybrid role in London.
"""

ANALYST = """Junior Data Analyst

About the company
Larkfield Stores is a publicly traded company (NYSE: LRK). See our annual report and SEC filings for investors.

Responsibilities
- Build dashboards in Tableau and Power BI for the merchandising team
- Write SQL queries that answer questions about sales and stock
- Prepare weekly reports for store managers
- Analyse survey data and present insights to stakeholders

Requirements
- 1 year of experience with SQL
- Advanced Excel
- Clear communication

Nice to have
- Looker
"""

DATA = """Data Engineer

About us
We are an early-stage startup, backed by Y Combinator. We closed our seed round in spring.
You will join the founding team and work directly with the founders.

Responsibilities
- Design and maintain ETL pipelines in Airflow and dbt
- Model our data warehouse in Snowflake
- Ingest events from Kafka and keep the data lake tidy
- Own data quality checks and on-call for the pipelines

Requirements
- 3+ years of experience building data pipelines
- SQL and Python
- Experience with Spark
"""

LLM = """AI Engineer

Responsibilities
- Build RAG applications with LangChain and a vector database
- Write prompts and evaluate LLM answers
- Ship agents that call tools to our customers
- Integrate OpenAI and Anthropic APIs into our product

Requirements
- Experience with LLMs in production
- Python and TypeScript
"""

MLOPS = """MLOps Engineer

Responsibilities
- Run the model registry and CI/CD for machine learning models
- Operate GPU clusters on Kubernetes with Terraform
- Build the ML platform: feature store, training jobs, model serving
- Set up monitoring and alerting for deployed models

Requirements
- Docker, Kubernetes and Terraform
- MLflow or Kubeflow
"""

SOFTWARE = """Software Engineer, Backend

Responsibilities
- Build REST APIs in Java and Spring Boot
- Review code and write unit tests
- Improve the performance of our PostgreSQL queries
- Work with front-end engineers on new features

Requirements
- 2+ years of experience with Java
- Git
"""

RESEARCH = """Research Scientist, Reinforcement Learning

Responsibilities
- Conduct original research in reinforcement learning
- Publish papers at NeurIPS, ICML and ICLR
- Design experiments and new algorithms

Requirements
- PhD in computer science or a related field
- Publications in top-tier conferences
"""

MISTITLED = """Research Scientist

Responsibilities
- Build dashboards in Tableau for the sales team
- Write SQL reports every week
- Maintain Excel models of revenue
- Prepare slides with business insights for stakeholders
- Answer ad-hoc reporting requests in Power BI

Requirements
- SQL
- Tableau
- Excel
"""

GERMAN = """Data Scientist (m/w/d)

Wir suchen für unser Team in Berlin eine Person, die mit uns die Zukunft der Versicherung baut.

Deine Aufgaben
- Du entwickelst Modelle für die Vorhersage von Schäden und bist für die Qualität der Daten verantwortlich
- Du arbeitest mit den Kollegen aus der Fachabteilung und erklärst ihnen die Ergebnisse

Dein Profil
- Du hast ein Studium der Mathematik oder der Informatik abgeschlossen
- Du hast Erfahrung mit Python und SQL
"""

RUN_ON = (
    "We are hiring a Data Engineer to join our growing team. You will build data pipelines in Airflow and Spark. You will "
    "keep our warehouse in Snowflake tidy and documented. You must have 4+ years of experience with SQL. Experience with "
    "Python is required. Knowledge of Kafka is a plus. The salary range is $120,000 - $140,000 per year. We are an equal "
    "opportunity employer and welcome everyone to apply to this position."
)

WRAPPED = """Machine Learning Engineer

You will train and evaluate ranking models for our search
engine and bring them to production with the platform team
so that readers find the right book in a blink of an eye.

Requirements:
- five years of experience with Python and with PyTorch in
  large systems that serve many thousands of people a day
- solid knowledge of statistics and of experiment design
"""

ALL = (ML, ANALYST, DATA, LLM, MLOPS, SOFTWARE, RESEARCH, MISTITLED, GERMAN, RUN_ON, WRAPPED)
